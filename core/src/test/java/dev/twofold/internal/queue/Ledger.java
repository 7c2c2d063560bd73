package dev.twofold.internal.queue;

import dev.twofold.error.TierException;
import dev.twofold.write.BatchPosition;
import dev.twofold.write.BatchWriter;
import dev.twofold.write.EntryId;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A database in memory that keeps, in one transaction, what was written under each key, in order,
 * and how far each partition is written.
 */
final class Ledger implements BatchWriter<Integer, Long> {

  private record Partition(String queue, int number, String epoch) {}

  private final Map<Partition, EntryId> positions = new HashMap<>();
  private final Map<Integer, List<Long>> written = new TreeMap<>();
  private final Set<Integer> poison = new HashSet<>();
  private boolean away;
  private int transactions;

  /** Refuses a key from now on, or takes it again. */
  void refuse(int key, boolean refused) {
    if (refused) {
      poison.add(key);
    } else {
      poison.remove(key);
    }
  }

  /** Takes no key of some any more that were refused. */
  void takeAll() {
    poison.clear();
    away = false;
  }

  void away(boolean now) {
    away = now;
  }

  @Override
  public void write(WriteBatch<Integer, Long> batch) {
    if (away) {
      throw new TierException("no connection", null);
    }
    BatchPosition position = batch.position();
    WriteBatch<Integer, Long> rest = batch;
    Partition partition = null;
    if (position != null) {
      partition = new Partition(position.queue(), position.partition(), position.epoch());
      EntryId done = positions.get(partition);
      rest = done == null ? batch : batch.after(done);
    }
    if (rest.keys().stream().anyMatch(poison::contains)) {
      throw new IllegalStateException("a key is refused");
    }
    List<QueuedWrite<Integer, Long>> writes = rest.writes();
    for (QueuedWrite<Integer, Long> write : writes) {
      written.computeIfAbsent(write.key(), key -> new ArrayList<>()).add(write.value());
    }
    if (partition != null && !rest.isEmpty()) {
      positions.put(partition, position.last());
    }
    transactions++;
  }

  /** How many were committed. */
  int transactions() {
    return transactions;
  }

  /** What was written under a key, in order. */
  List<Long> written(int key) {
    return written.getOrDefault(key, List.of());
  }

  /** The sums by key; keys with none are left out. */
  Map<Integer, Long> sums() {
    Map<Integer, Long> sums = new TreeMap<>();
    written.forEach((key, values) -> sums.put(key, values.stream().mapToLong(v -> v).sum()));
    return sums;
  }
}
