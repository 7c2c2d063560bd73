package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.ehcache.Cache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of Ehcache that never throws. An entry that cannot be read or replaced is removed. One
 * that cannot be removed could be stale: the cache is then left alone for good. So it is after an
 * {@link InternalError}, which the JVM throws where a mapped file is cut or its disk is full.
 * Thread-safe.
 *
 * @param <K> type of its keys
 */
final class EntryCache<K> {

  private static final Logger LOG = LoggerFactory.getLogger(EntryCache.class);

  private final String name;
  private final Cache<K, NearEntry> cache;
  private final LongSupplier mappings;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * @param name what it is called in the log
   * @param cache one that throws {@link StoreFailure} when its store fails
   * @param mappings how many entries it has
   */
  EntryCache(String name, Cache<K, NearEntry> cache, LongSupplier mappings) {
    this.name = name;
    this.cache = cache;
    this.mappings = mappings;
  }

  @Nullable NearEntry get(K key) {
    if (!open.get()) {
      return null;
    }
    try {
      return cache.get(key);
    } catch (RuntimeException | InternalError unreadable) {
      removeAfter(unreadable, key);
      return null;
    }
  }

  /** Whether it has an entry of a key; being asked is no use of it. */
  boolean has(K key) {
    try {
      return open.get() && cache.containsKey(key);
    } catch (RuntimeException | InternalError unreadable) {
      removeAfter(unreadable, key);
      return false;
    }
  }

  void put(K key, NearEntry entry) {
    if (!open.get()) {
      return;
    }
    try {
      cache.put(key, entry);
    } catch (RuntimeException | InternalError notReplaced) {
      removeAfter(notReplaced, key);
    }
  }

  void putIfAbsent(K key, NearEntry entry) {
    if (!open.get()) {
      return;
    }
    try {
      cache.putIfAbsent(key, entry);
    } catch (RuntimeException | InternalError unknownWhetherPut) {
      removeAfter(unknownWhetherPut, key);
    }
  }

  void remove(K key) {
    if (!open.get()) {
      return;
    }
    try {
      cache.remove(key);
    } catch (RuntimeException | InternalError e) {
      abandon(e);
    }
  }

  void clear() {
    if (!open.get()) {
      return;
    }
    try {
      cache.clear();
    } catch (RuntimeException | InternalError e) {
      abandon(e);
    }
  }

  /** Whether it still can have entries. */
  boolean isOpen() {
    return open.get();
  }

  /** How many entries it has now, about. */
  long size() {
    try {
      return open.get() ? mappings.getAsLong() : 0;
    } catch (RuntimeException closing) {
      return 0;
    }
  }

  /** From now on there is nothing in it, and nothing is put. */
  void close() {
    open.set(false);
  }

  /** After a fault in the mapped memory of a disk nothing in it can be relied on. */
  private void removeAfter(Throwable failure, K key) {
    if (failure instanceof InternalError) {
      abandon(failure);
    } else {
      remove(key);
    }
  }

  private void abandon(Throwable e) {
    if (open.getAndSet(false)) {
      LOG.warn(
          "The near tier of {} has failed (full disk?) and is left out until the next start",
          name,
          e);
    }
  }
}
