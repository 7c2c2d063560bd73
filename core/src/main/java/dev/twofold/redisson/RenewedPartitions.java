package dev.twofold.redisson;

import java.time.Duration;
import java.util.BitSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of partitions whose control record was made anew, once for all that the same accident has
 * hit. Not thread-safe.
 */
final class RenewedPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(RenewedPartitions.class);

  /** In that time a node has compared the records of all partitions. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  private final int partitions;
  private final LongSupplier nanoTime;
  private final BitSet renewed;
  private long first;

  /**
   * @param partitions how many there are
   */
  RenewedPartitions(int partitions, LongSupplier nanoTime) {
    this.partitions = partitions;
    this.nanoTime = nanoTime;
    this.renewed = new BitSet(partitions);
  }

  void add(int partition) {
    if (renewed.isEmpty()) {
      first = nanoTime.getAsLong();
    }
    renewed.set(partition);
  }

  /** Warns if the first was added a while ago. To be called again and again. */
  void warnIfDue() {
    if (!renewed.isEmpty() && nanoTime.getAsLong() - first >= GATHERING.toNanos()) {
      LOG.warn(
          "The control records of {} of {} partitions were made anew: they were lost, had gone back"
              + " in time, were not readable, or a node fell silent. Everything that was filled"
              + " there before counts as absent",
          renewed.cardinality(),
          partitions);
      renewed.clear();
    }
  }
}
