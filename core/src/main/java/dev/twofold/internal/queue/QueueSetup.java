package dev.twofold.internal.queue;

import dev.twofold.settings.QueuePolicy;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.store.QueueStore;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the parts of a queue at work share.
 *
 * @param afterwards makes stale what a batch has written, before the queue forgets it
 */
record QueueSetup<K, V>(
    WriteBehind<K, V> definition,
    QueuePolicy policy,
    QueueFormat<K, V> format,
    QueueStore store,
    QueuePartitions partitions,
    Consumer<WriteBatch<K, V>> afterwards,
    QueueCounters counters,
    QueueHealth health) {

  String name() {
    return definition.name();
  }

  /** A batch of entries of a partition. */
  WriteBatch<K, V> batch(QueueStore.Lease lease, List<WriteBatch.Entry<K, V>> entries) {
    return WriteBatch.of(
        name(), lease.partition(), lease.epoch(), entries, definition.coalescing());
  }

  /** A batch that comes from no queue. */
  WriteBatch<K, V> direct(List<QueuedWrite<K, V>> writes) {
    return WriteBatch.direct(writes, definition.coalescing());
  }

  /** Has a batch written, and then made stale what was there before. */
  void write(WriteBatch<K, V> batch) {
    definition.writer().write(batch);
    afterwards.accept(batch);
  }
}
