package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import org.jspecify.annotations.Nullable;

/** The entries of a region below the heap, encoded. Thread-safe. */
final class EncodedEntries {

  private final EntryCache<String> cache;
  private final long largest;

  /**
   * @param largest entries with more bytes of payload and tags are not kept
   */
  EncodedEntries(EntryCache<String> cache, long largest) {
    this.cache = cache;
    this.largest = largest;
  }

  @Nullable NearEntry get(NearKey key) {
    return cache.get(key.text());
  }

  /** Keeps an entry, or at least no other of its key. */
  void put(NearKey key, NearEntry entry, byte @Nullable [] payload) {
    boolean known = entry.isAbsent() || payload != null;
    if (known && size(entry, payload) <= largest) {
      cache.put(key.text(), entry.encoded(payload));
    } else {
      cache.remove(key.text());
    }
  }

  private static long size(NearEntry entry, byte @Nullable [] payload) {
    long size = payload == null ? 0 : payload.length;
    for (String tag : entry.tags()) {
      size += tag.length();
    }
    return size;
  }

  void remove(NearKey key) {
    cache.remove(key.text());
  }

  void clear() {
    cache.clear();
  }

  /** Whether everything that was to be removed is gone. */
  boolean isSound() {
    return cache.isOpen();
  }

  void close() {
    cache.close();
  }
}
