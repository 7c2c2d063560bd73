package dev.twofold.servlet.edge;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Surrogate keys that wait to be purged, each once. Where there are too many, those of the loader
 * that has the most give way to the one key that covers them all: it costs other responses their
 * place, but nothing that is stale stays. Thread-safe.
 */
final class PurgeKeys {

  private final int limit;
  private final Set<PurgeKey> keys = new LinkedHashSet<>();

  /**
   * @param limit how many wait that others could cover
   */
  PurgeKeys(int limit) {
    this.limit = limit;
  }

  synchronized void add(Collection<PurgeKey> more) {
    for (PurgeKey key : more) {
      String whole = key.whole();
      if (whole == null || !keys.contains(PurgeKey.coarsest(whole))) {
        keys.add(key);
      }
    }
    while (keys.size() > limit && keys.stream().anyMatch(key -> key.whole() != null)) {
      String largest = largest();
      keys.removeIf(key -> largest.equals(key.whole()));
      keys.add(PurgeKey.coarsest(largest));
    }
  }

  private String largest() {
    return keys.stream()
        .map(PurgeKey::whole)
        .filter(Objects::nonNull)
        .collect(groupingBy(whole -> whole, counting()))
        .entrySet()
        .stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  /** Takes out those that have waited longest. */
  synchronized Set<PurgeKey> take(int most) {
    Set<PurgeKey> taken = new LinkedHashSet<>();
    Iterator<PurgeKey> next = keys.iterator();
    while (taken.size() < most && next.hasNext()) {
      taken.add(next.next());
      next.remove();
    }
    return taken;
  }

  synchronized int size() {
    return keys.size();
  }
}
