package dev.twofold.servlet.edge;

import dev.twofold.Contents;
import dev.twofold.invalidation.StaleKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names what responses were made of, so that caches find them. The same on all nodes, short, and
 * without the ids and names that they stand for, which are nobody's business outside.
 *
 * <p>A response names its regions, its loaders, its tags and each of its entries. Where that is too
 * long, it names instead of the entries of its largest loaders that it has many of them. So an
 * entry that became stale is purged under two keys: its own, and that of the responses with many
 * entries of its loader. Never is one missing.
 */
final class SurrogateKeys {

  /** Every response has it. */
  static final String EVERYTHING = "x";

  private static final int HASH_BYTES = 9;

  private SurrogateKeys() {}

  static String ofEntry(StaleKey entry) {
    return "e" + hash(entry.loader(), entry.id());
  }

  /** Of the responses that have an entry of a loader. */
  static String ofLoader(String loader) {
    return "l" + hash(loader);
  }

  /** Of the responses that have too many entries of a loader to name them. */
  static String ofMany(String loader) {
    return "m" + hash(loader);
  }

  static String ofRegion(String region) {
    return "r" + hash(region);
  }

  static String ofTag(String tag) {
    return "t" + hash(tag);
  }

  private static String hash(String... texts) {
    return ShortHash.of(HASH_BYTES, List.of(texts));
  }

  /** All keys of a response, as if there were no limit. */
  static Set<String> all(Contents contents) {
    Set<String> keys = common(contents);
    contents.entries().forEach(entry -> keys.add(ofEntry(entry)));
    return keys;
  }

  private static Set<String> common(Contents contents) {
    Set<String> keys = new TreeSet<>();
    keys.add(EVERYTHING);
    for (StaleKey entry : contents.entries()) {
      keys.add(ofRegion(entry.region().name()));
      keys.add(ofLoader(entry.wholeLoader().loader()));
    }
    contents.tags().forEach(tag -> keys.add(ofTag(tag)));
    return keys;
  }

  /**
   * The keys of a response as one text, with spaces between them.
   *
   * @param limit how long it may be
   * @return empty if even the keys of what it has in common with others are longer
   */
  static Optional<String> header(Contents contents, int limit) {
    Set<String> keys = common(contents);
    Map<String, Set<String>> byLoader = new HashMap<>();
    for (StaleKey entry : contents.entries()) {
      byLoader
          .computeIfAbsent(entry.wholeLoader().loader(), loader -> new HashSet<>())
          .add(ofEntry(entry));
    }
    byLoader.values().forEach(keys::addAll);
    int length = keys.stream().mapToInt(key -> key.length() + 1).sum() - 1;
    for (Map.Entry<String, Set<String>> loader : largestFirst(byLoader)) {
      if (length <= limit) {
        break;
      }
      String many = ofMany(loader.getKey());
      keys.removeAll(loader.getValue());
      keys.add(many);
      length += many.length() + 1;
      length -= loader.getValue().stream().mapToInt(key -> key.length() + 1).sum();
    }
    return length <= limit ? Optional.of(String.join(" ", keys)) : Optional.empty();
  }

  /** By name where they are of one size, so that all nodes choose the same. */
  private static List<Map.Entry<String, Set<String>>> largestFirst(
      Map<String, Set<String>> byLoader) {
    Comparator<Map.Entry<String, Set<String>>> bySize =
        Comparator.comparingInt(each -> -each.getValue().size());
    return byLoader.entrySet().stream()
        .sorted(bySize.thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
