package dev.twofold.internal.queue;

import dev.twofold.write.QueuedWrite;
import dev.twofold.write.store.QueueStore.Append;
import dev.twofold.write.store.QueueStore.Appended;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes of one call on their way to a queue, by partition. What a partition does not take holds up
 * what comes after it there, so that keys keep their order. Used by one thread.
 */
final class Backlog<K, V> {

  private static final int MOST_OF_A_TRIP = 5_000;
  private static final int BYTES_OF_A_TRIP = 4 << 20;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Encoded<K, V>(QueuedWrite<K, V> write, byte[] content) {}

  /** What is left of a partition, and what became of the last append to it. */
  private static final class Partition<K, V> {
    private final Deque<Encoded<K, V>> left = new ArrayDeque<>();
    private Appended last = Appended.QUEUED;
  }

  private final QueueFormat<K, V> format;
  private final int partitions;
  private final int length;
  private final Map<Integer, Partition<K, V>> byPartition = new LinkedHashMap<>();

  /**
   * @param length how many entries a partition may have
   */
  Backlog(QueueFormat<K, V> format, int partitions, int length) {
    this.format = format;
    this.partitions = partitions;
    this.length = length;
  }

  /**
   * Adds writes.
   *
   * @throws IllegalArgumentException if one cannot be encoded
   */
  void add(Collection<QueuedWrite<K, V>> writes) {
    for (QueuedWrite<K, V> write : writes) {
      byPartition
          .computeIfAbsent(
              format.partition(write.key(), partitions), partition -> new Partition<>())
          .left
          .add(new Encoded<>(write, format.encode(write)));
    }
  }

  /** What is appended next, one append for each partition; empty: nothing can be. */
  List<Append> next() {
    List<Append> appends = new ArrayList<>();
    int room = MOST_OF_A_TRIP;
    long bytes = BYTES_OF_A_TRIP;
    for (Map.Entry<Integer, Partition<K, V>> each : byPartition.entrySet()) {
      Partition<K, V> partition = each.getValue();
      if (partition.last != Appended.QUEUED || partition.left.isEmpty()) {
        continue;
      }
      List<byte[]> entries = new ArrayList<>();
      for (Encoded<K, V> encoded : partition.left) {
        if (entries.size() == Math.min(room, length) || bytes <= 0) {
          break;
        }
        entries.add(encoded.content());
        bytes -= encoded.content().length;
      }
      if (entries.isEmpty()) {
        break;
      }
      room -= entries.size();
      appends.add(new Append(each.getKey(), entries, length));
    }
    return appends;
  }

  /** Takes what became of an append. */
  void ended(Append append, Appended outcome) {
    Partition<K, V> partition = byPartition.get(append.partition());
    if (partition == null) {
      return;
    }
    partition.last = outcome;
    if (outcome == Appended.QUEUED) {
      for (int i = 0; i < append.entries().size(); i++) {
        partition.left.remove();
      }
    }
  }

  /** Whether a partition has no room. */
  boolean isFull() {
    return byPartition.values().stream().anyMatch(each -> each.last == Appended.FULL);
  }

  /** Has partitions that had no room tried again. */
  void tryFullAgain() {
    for (Partition<K, V> partition : byPartition.values()) {
      if (partition.last == Appended.FULL) {
        partition.last = Appended.QUEUED;
      }
    }
  }

  /** What is left of partitions, by what became of the last append to them. */
  Map<Appended, List<QueuedWrite<K, V>>> left() {
    Map<Appended, List<QueuedWrite<K, V>>> left = new EnumMap<>(Appended.class);
    for (Partition<K, V> partition : byPartition.values()) {
      if (!partition.left.isEmpty()) {
        List<QueuedWrite<K, V>> writes =
            left.computeIfAbsent(partition.last, outcome -> new ArrayList<>());
        partition.left.forEach(encoded -> writes.add(encoded.write()));
      }
    }
    return left;
  }
}
