package dev.twofold.invalidation;

import java.util.Set;

/**
 * Which keys of a loader a change makes stale.
 *
 * @param <K> type of keys
 */
public sealed interface Affected<K> {

  /** These keys; none: the change does not concern the loader. */
  record Keys<K>(Set<K> keys) implements Affected<K> {
    public Keys {
      keys = Set.copyOf(keys);
    }
  }

  /** All keys, because nobody knows which. */
  record All<K>() implements Affected<K> {}

  static <K> Affected<K> none() {
    return new Keys<>(Set.of());
  }

  static <K> Affected<K> keys(Set<K> keys) {
    return new Keys<>(keys);
  }

  static <K> Affected<K> all() {
    return new All<>();
  }
}
