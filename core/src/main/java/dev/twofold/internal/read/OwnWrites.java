package dev.twofold.internal.read;

import dev.twofold.internal.store.LoaderStore;

/**
 * What the request has written in transactions that have not ended. Shared tiers know nothing of it
 * and must not learn of it. Thread-safe.
 */
public interface OwnWrites {

  /** Nothing was written. */
  OwnWrites NONE =
      new OwnWrites() {
        @Override
        public <K> boolean cover(LoaderStore<K, ?, ?> store, K key) {
          return false;
        }

        @Override
        public boolean isEmpty() {
          return true;
        }
      };

  /** Whether the value of a key may be other than what shared tiers have. */
  <K> boolean cover(LoaderStore<K, ?, ?> store, K key);

  /** Whether that is so for no key. Default: nobody knows. */
  default boolean isEmpty() {
    return false;
  }
}
