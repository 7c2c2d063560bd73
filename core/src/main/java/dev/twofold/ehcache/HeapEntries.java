package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a region on the heap. Ehcache decides which of them stay; a table beside it finds
 * them. A read by Ehcache takes several atomic steps, to count itself and to note its time, and the
 * processor waits for each of them before it fetches the memory of the next key; a page reads
 * hundreds. So only some reads go to Ehcache: enough for it to know which entries are in use.
 *
 * <p>What Ehcache has dropped to make room is found until a read or a put comes by. Each put looks
 * at a few entries in turn, more than it can have pushed out, so there are never many of them.
 * Thread-safe.
 */
final class HeapEntries {

  /** So many reads of an entry Ehcache is told of, each of them. */
  private static final int FIRST_READS = 16;

  /** Of later reads it is told of one of so many. */
  private static final int LATER_READS = 8;

  /** So many entries a put looks at, which itself pushes out one at most. */
  private static final int CHECKS_OF_PUT = 8;

  private final EntryCache<NearKey> kept;
  private final ConcurrentHashMap<NearKey, Found> found = new ConcurrentHashMap<>();
  private final ReentrantLock sweeping = new ReentrantLock();

  /** Guarded by the lock. */
  private Iterator<Map.Entry<NearKey, Found>> next = Collections.emptyIterator();

  /**
   * @param kept decides which entries stay
   */
  HeapEntries(EntryCache<NearKey> kept) {
    this.kept = kept;
  }

  /** An entry, and how often it was read, if that is not often. */
  private static final class Found {

    private final NearEntry entry;

    /** Threads may count past each other: then one more is told. */
    private int reads;

    Found(NearEntry entry) {
      this.entry = entry;
    }

    /** Whether Ehcache is told of this read. Entries that are read often are not written to. */
    boolean isTold() {
      if (reads < FIRST_READS) {
        reads++;
        return true;
      }
      return ThreadLocalRandom.current().nextInt(LATER_READS) == 0;
    }
  }

  @Nullable NearEntry get(NearKey key) {
    Found entry = found.get(key);
    if (entry == null || !kept.isOpen()) {
      return null;
    }
    return entry.isTold() ? told(key, entry) : entry.entry;
  }

  private @Nullable NearEntry told(NearKey key, Found entry) {
    NearEntry inUse = kept.get(key);
    if (inUse == null) {
      drop(key, entry);
    }
    return inUse;
  }

  private void drop(NearKey key, Found gone) {
    found.computeIfPresent(key, (same, now) -> now == gone ? null : now);
  }

  void put(NearKey key, NearEntry entry) {
    found.compute(
        key,
        (same, before) -> {
          kept.put(key, entry);
          return new Found(entry);
        });
    sweep();
  }

  void putIfAbsent(NearKey key, NearEntry entry) {
    found.computeIfAbsent(
        key,
        absent -> {
          kept.putIfAbsent(key, entry);
          return new Found(entry);
        });
    sweep();
  }

  /** Drops a few of what Ehcache has dropped; looks at each in turn. */
  private void sweep() {
    if (!sweeping.tryLock()) {
      return;
    }
    try {
      for (int i = 0; i < CHECKS_OF_PUT; i++) {
        if (!next.hasNext()) {
          next = found.entrySet().iterator();
        }
        if (next.hasNext()) {
          Map.Entry<NearKey, Found> each = next.next();
          if (!kept.has(each.getKey())) {
            drop(each.getKey(), each.getValue());
          }
        }
      }
    } finally {
      sweeping.unlock();
    }
  }

  void remove(NearKey key) {
    found.computeIfPresent(
        key,
        (same, before) -> {
          kept.remove(key);
          return null;
        });
  }

  void clear() {
    kept.clear();
    found.clear();
  }

  /** How many entries Ehcache has now, about. */
  long size() {
    return kept.size();
  }

  /** From now on there is nothing in it, and nothing is put. */
  void close() {
    kept.close();
    found.clear();
  }
}
