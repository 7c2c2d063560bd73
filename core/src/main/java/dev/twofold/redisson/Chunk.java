package dev.twofold.redisson;

import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * What one script works on: entries of one partition, by group. A server answers nobody else while
 * it executes a script, so a chunk has a limit.
 *
 * @param partition whose entries they are
 * @param groups in the order in which the script answers
 * @param size how many entries they have
 */
record Chunk(int partition, List<Group> groups, int size) {

  /** Entries of one chunk at most. */
  static final int LIMIT = 500;

  /**
   * Entries of one group.
   *
   * @param positions where they are in what was divided
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Group(EntryGroup group, int[] positions) {}

  /** Positions in increasing order. */
  private static final class Positions {

    private int[] all = new int[16];
    private int size;

    void add(int position) {
      if (size == all.length) {
        all = Arrays.copyOf(all, size * 2);
      }
      all[size++] = position;
    }
  }

  /** Tells where its entries are in what was divided. */
  void forEachPosition(IntConsumer action) {
    groups.forEach(group -> Arrays.stream(group.positions()).forEach(action));
  }

  /**
   * Divides entries.
   *
   * @param number how many there are
   * @param key the name of the entry at a position
   */
  static List<Chunk> of(int number, IntFunction<TierKey> key, Layout layout) {
    Map<Integer, Map<EntryGroup, Positions>> sorted = new TreeMap<>();
    for (int i = 0; i < number; i++) {
      TierKey name = key.apply(i);
      sorted
          .computeIfAbsent(layout.partition(name), partition -> new LinkedHashMap<>())
          .computeIfAbsent(name.group(), group -> new Positions())
          .add(i);
    }
    List<Chunk> chunks = new ArrayList<>();
    sorted.forEach((partition, groups) -> divide(partition, groups, chunks));
    return chunks;
  }

  private static void divide(int partition, Map<EntryGroup, Positions> groups, List<Chunk> chunks) {
    List<Group> current = new ArrayList<>();
    int room = LIMIT;
    for (Map.Entry<EntryGroup, Positions> each : groups.entrySet()) {
      Positions positions = each.getValue();
      for (int start = 0; start < positions.size; ) {
        int end = Math.min(positions.size, start + room);
        current.add(new Group(each.getKey(), Arrays.copyOfRange(positions.all, start, end)));
        room -= end - start;
        start = end;
        if (room == 0) {
          chunks.add(new Chunk(partition, current, LIMIT));
          current = new ArrayList<>();
          room = LIMIT;
        }
      }
    }
    if (!current.isEmpty()) {
      chunks.add(new Chunk(partition, current, LIMIT - room));
    }
  }
}
