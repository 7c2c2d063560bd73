package dev.twofold.internal.read;

import dev.twofold.internal.store.LoaderStore;
import java.time.Duration;

/** Takes entries that soon end, to load them again while no request waits. Thread-safe. */
public interface Refreshes {

  /** Takes none. */
  Refreshes NONE =
      new Refreshes() {
        @Override
        public <K, C, V> void due(LoaderStore<K, C, V> store, Keys<K> keys, Duration window) {
          // entries end, and the next request loads them
        }
      };

  /**
   * Takes the keys of one batch. Never waits.
   *
   * @param store what the request knows, and no more than its loader and parameters are kept of
   * @param keys not changed any more
   * @param window how long before its end an entry is refreshed
   */
  <K, C, V> void due(LoaderStore<K, C, V> store, Keys<K> keys, Duration window);
}
