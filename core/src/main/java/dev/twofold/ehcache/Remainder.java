package dev.twofold.ehcache;

import java.util.Map;

/**
 * What a tier leaves to that of the next process.
 *
 * @param caches the names of the caches whose disk is whole, and its size
 * @param note that of the engine
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Remainder(Map<String, Long> caches, byte[] note) {
  Remainder {
    caches = Map.copyOf(caches);
  }

  /** Whether a cache of that size finds its disk as it was left. */
  boolean has(String cache, long bytes) {
    Long left = caches.get(cache);
    return left != null && left == bytes;
  }
}
