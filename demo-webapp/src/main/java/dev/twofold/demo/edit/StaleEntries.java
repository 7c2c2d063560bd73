package dev.twofold.demo.edit;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries of one loader that a commit has made stale.
 *
 * @param loader its name
 * @param ids their keys, or some of them; none: all entries of the loader
 * @param more how many others there are
 */
public record StaleEntries(String loader, List<String> ids, int more) {

  private static final int MOST_IDS = 5;

  public StaleEntries {
    ids = List.copyOf(ids);
  }

  /** What an invalidation names, by loader. */
  static List<StaleEntries> of(Invalidation stale) {
    Map<String, List<String>> ids = new TreeMap<>();
    for (StaleKey key : stale.keys()) {
      ids.computeIfAbsent(shown(key.loader()), loader -> new ArrayList<>()).add(key.id());
    }
    for (StaleLoader whole : stale.loaders()) {
      ids.put(shown(whole.loader()), List.of());
    }
    return ids.entrySet().stream().map(each -> of(each.getKey(), each.getValue())).toList();
  }

  private static StaleEntries of(String loader, List<String> ids) {
    List<String> shown = ids.stream().sorted().limit(MOST_IDS).toList();
    return new StaleEntries(loader, shown, ids.size() - shown.size());
  }

  /** Without the application, which is the same for all. */
  private static String shown(String loader) {
    return loader.substring(loader.indexOf(':') + 1);
  }
}
