package dev.twofold.redisson;

import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one script works on: entries of one partition, by group. A server answers nobody else while
 * it executes a script, so a chunk has a limit.
 *
 * @param partition whose entries they are
 * @param groups in the order in which the script answers
 * @param <T> what stands for an entry
 */
record Chunk<T>(int partition, List<Group<T>> groups) {

  /** Entries of one chunk at most. */
  static final int LIMIT = 500;

  /** Entries of one group. */
  record Group<T>(EntryGroup group, List<T> entries) {}

  /** Divides entries. */
  static <T> List<Chunk<T>> of(Collection<T> all, Function<T, TierKey> key, Layout layout) {
    Map<Integer, Map<EntryGroup, List<T>>> sorted = new TreeMap<>();
    for (T each : all) {
      TierKey name = key.apply(each);
      sorted
          .computeIfAbsent(layout.partition(name), partition -> new LinkedHashMap<>())
          .computeIfAbsent(name.group(), group -> new ArrayList<>())
          .add(each);
    }
    List<Chunk<T>> chunks = new ArrayList<>();
    sorted.forEach((partition, groups) -> divide(partition, groups, chunks));
    return chunks;
  }

  private static <T> void divide(
      int partition, Map<EntryGroup, List<T>> groups, List<Chunk<T>> chunks) {
    List<Group<T>> current = new ArrayList<>();
    int room = LIMIT;
    for (Map.Entry<EntryGroup, List<T>> each : groups.entrySet()) {
      List<T> entries = each.getValue();
      for (int start = 0; start < entries.size(); ) {
        int end = Math.min(entries.size(), start + room);
        current.add(new Group<>(each.getKey(), entries.subList(start, end)));
        room -= end - start;
        start = end;
        if (room == 0) {
          chunks.add(new Chunk<>(partition, current));
          current = new ArrayList<>();
          room = LIMIT;
        }
      }
    }
    if (!current.isEmpty()) {
      chunks.add(new Chunk<>(partition, current));
    }
  }

  /** All entries, in the order in which the script answers. */
  List<T> entries() {
    return groups.stream().flatMap(group -> group.entries().stream()).toList();
  }
}
