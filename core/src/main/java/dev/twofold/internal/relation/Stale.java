package dev.twofold.internal.relation;

import dev.twofold.internal.store.LoaderStore;

/** Takes keys whose values are stale. */
public interface Stale {

  /**
   * Adds a key.
   *
   * @param key normalized
   */
  <K> void add(LoaderStore<K, ?, ?> store, K key);
}
