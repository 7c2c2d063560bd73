package dev.twofold.internal.queue;

import dev.twofold.error.TierException;
import dev.twofold.internal.queue.PartitionWriter.Outcome;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.write.store.QueueStore.Lease;
import dev.twofold.write.store.QueueStore.StoredEntry;
import dev.twofold.write.store.QueueStore.Take;
import dev.twofold.write.store.QueueStore.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A node's part in writing a queue, round by round: looks at the partitions that are due, in one
 * trip, and writes what those have that it owns. A partition that fails holds up no other one: its
 * entries are not kept but read again when it is due. Used by one thread, except where it says so.
 */
final class QueueConsumer<K, V> {

  /** Between two looks while somebody waits for the queue to be empty. */
  private static final Duration HURRY = Duration.ofMillis(20);

  /** A part of the lease, after which another look comes before the next batch. */
  private static final int USED_OF_A_LEASE = 4;

  private final QueueSetup<K, V> queue;
  private final String node;
  private final Duration budget;
  private final LongSupplier nanoTime;
  private final PartitionWriter<K, V> writer;
  private final BackOff backOff;
  private final List<PartitionState> partitions = new ArrayList<>();

  /**
   * @param node the name of this one, which no other has
   * @param budget of one trip to the queue
   */
  QueueConsumer(QueueSetup<K, V> queue, String node, Duration budget, LongSupplier nanoTime) {
    this.queue = queue;
    this.node = node;
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.writer = new PartitionWriter<>(queue, budget);
    this.backOff = new BackOff(queue.policy().backOff(), queue.policy().longestBackOff());
  }

  /**
   * Looks once at what is due.
   *
   * @param hurry whether writes are not to be collected any longer
   * @return how long until the next partition is due
   */
  Duration round(boolean hurry) {
    Duration interval = queue.policy().interval();
    Duration longest = hurry ? shorter(HURRY, interval) : interval;
    try {
      addPartitions();
      List<PartitionState> due = due(hurry);
      if (!due.isEmpty()) {
        due.forEach(each -> each.wait(nanoTime.getAsLong(), interval));
        look(due);
      }
    } catch (TierException e) {
      queue.health().silent(e);
      return longest;
    } finally {
      queue.counters().waiting(partitions.stream().mapToLong(PartitionState::length).sum());
    }
    long now = nanoTime.getAsLong();
    return partitions.stream()
        .map(each -> each.remaining(now))
        .reduce(longest, QueueConsumer::shorter);
  }

  private void addPartitions() {
    int number = queue.partitions().refreshed(budget);
    while (partitions.size() < number) {
      partitions.add(new PartitionState(partitions.size(), backOff, nanoTime.getAsLong()));
    }
  }

  private List<PartitionState> due(boolean hurry) {
    long now = nanoTime.getAsLong();
    return partitions.stream()
        .filter(each -> each.isDue(now) || (hurry && !each.isFailing()))
        .sorted(Comparator.<PartitionState>comparingLong(each -> each.overdue(now)).reversed())
        .toList();
  }

  private void look(List<PartitionState> due) {
    QueuePolicy policy = queue.policy();
    Take take =
        new Take(
            node,
            due.stream().map(PartitionState::partition).toList(),
            policy.batch(),
            policy.lease());
    long start = nanoTime.getAsLong();
    List<Taken> found = queue.store().take(queue.name(), take, budget);
    queue.health().answered();
    boolean first = true;
    for (Taken taken : found) {
      PartitionState partition = partitions.get(taken.partition());
      Lease lease = taken.lease();
      partition.saw(lease != null, taken.length());
      if (lease != null && !taken.entries().isEmpty()) {
        if (first || isFresh(start)) {
          first = false;
          write(partition, lease, taken);
        } else {
          partition.wait(start, Duration.ZERO);
        }
      }
    }
  }

  /** Whether nearly all of a lease is left for a batch, whatever batches came before it. */
  private boolean isFresh(long start) {
    return nanoTime.getAsLong() - start <= queue.policy().lease().toNanos() / USED_OF_A_LEASE;
  }

  private void write(PartitionState partition, Lease lease, Taken taken) {
    Outcome outcome;
    try {
      outcome = attempt(partition, lease, taken.entries());
    } catch (RuntimeException | Error e) {
      // Not only TierException: keys and values are of the application. Others are not held up.
      queue.health().failed(partition.partition(), Cause.kind(e));
      partition.failed(nanoTime.getAsLong());
      return;
    }
    long now = nanoTime.getAsLong();
    switch (outcome) {
      case DONE -> {
        partition.written(taken.entries().size());
        queue.health().written(partition.partition());
        if (partition.length() > 0) {
          partition.wait(now, Duration.ZERO);
        }
      }
      case REFUSED, HELD -> {
        partition.failed(now);
        queue.health().failed(partition.partition(), writer.reason());
      }
      case LOST -> partition.saw(false, taken.length());
    }
  }

  private Outcome attempt(PartitionState partition, Lease lease, List<StoredEntry> entries) {
    Outcome outcome = writer.writeTogether(lease, entries);
    return outcome == Outcome.REFUSED
            && partition.refused(entries.get(0).id()) >= queue.policy().attempts()
        ? writer.writeApart(lease, entries)
        : outcome;
  }

  /** Whether no partition that this node owns has anything that it could write now. */
  boolean isIdle() {
    return partitions.stream().noneMatch(each -> each.isOwned() && each.length() > 0);
  }

  /**
   * The engine is gone that writers may need: what fails from now on says nothing of entries.
   * Called by any thread.
   */
  void abandon() {
    writer.abandon();
  }

  /** Gives all partitions up, for other nodes to own at once. */
  void release() {
    List<Integer> owned =
        partitions.stream().filter(PartitionState::isOwned).map(PartitionState::partition).toList();
    if (!owned.isEmpty()) {
      queue.store().release(queue.name(), node, owned, budget);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
