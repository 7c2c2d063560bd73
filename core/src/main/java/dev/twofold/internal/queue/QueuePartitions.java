package dev.twofold.internal.queue;

import dev.twofold.settings.QueuePolicy;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many partitions a queue has: the most that any node was ever set to, so that no partition is
 * forgotten and all nodes put a key into the same one. Thread-safe.
 */
final class QueuePartitions {

  /** How late a node notices that another one has more. */
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private final QueueStore store;
  private final String queue;
  private final QueuePolicy policy;
  private final LongSupplier nanoTime;

  /** Zero: not registered yet. */
  private volatile int number;

  private volatile long asked;

  QueuePartitions(QueueStore store, String queue, QueuePolicy policy, LongSupplier nanoTime) {
    this.store = store;
    this.queue = queue;
    this.policy = policy;
    this.nanoTime = nanoTime;
  }

  /** Whether it takes no trip to know the number. */
  boolean areKnown() {
    return number > 0;
  }

  /**
   * The number as it is known.
   *
   * @throws dev.twofold.error.TierException if it is not, and the store does not answer
   */
  int number(Duration budget) {
    return number == 0 ? ask(budget) : number;
  }

  /**
   * The number, asked for anew from time to time.
   *
   * @throws dev.twofold.error.TierException if the store does not answer then
   */
  int refreshed(Duration budget) {
    return number == 0 || nanoTime.getAsLong() - asked > REFRESH.toNanos() ? ask(budget) : number;
  }

  private int ask(Duration budget) {
    int registered = store.register(queue, policy.partitions(), budget);
    int bounded = Math.max(policy.partitions(), Math.min(registered, QueuePolicy.MOST_PARTITIONS));
    asked = nanoTime.getAsLong();
    number = bounded;
    return bounded;
  }

  /** How many entries each of so many partitions may have. */
  int lengthOfOne(int partitions) {
    return (policy.length() - 1) / partitions + 1;
  }
}
