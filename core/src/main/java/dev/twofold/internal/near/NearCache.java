package dev.twofold.internal.near;

import dev.twofold.internal.near.KeptState.KeptRegion;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.NearPolicy;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The near cache of one region, with the marks of the region and of its keys.
 *
 * <p>Keys share marks by hash. A key that is invalidated drops those few that share its mark too:
 * there are four marks for each entry that the region may have, so it rarely hits one. In return an
 * invalidation needs to know neither which variants of a key there are nor which of them are
 * cached, and takes no lock. Thread-safe.
 */
public final class NearCache {

  private static final int FEWEST_MARKS = 1 << 10;
  private static final int MOST_MARKS = 1 << 20;

  private final NearCaches caches;
  private final NearRegion region;
  private final NearPolicy policy;
  private final long grace;
  private final boolean fillableWithoutRights;

  /** Null: nothing of the region outlives the process. */
  private final @Nullable Continuation continuation;

  private final AtomicLong everything = new AtomicLong();
  private final AtomicLongArray keys;

  /** The newest of many marks of keys each: so few that they stay near the processor. */
  private final AtomicLongArray newest = new AtomicLongArray(FEWEST_MARKS);

  NearCache(
      NearCaches caches,
      NearRegion region,
      NearPolicy policy,
      boolean fillableWithoutRights,
      @Nullable Continuation continuation) {
    this.caches = caches;
    this.region = region;
    this.policy = policy;
    this.grace = policy.grace().toNanos();
    this.fillableWithoutRights = fillableWithoutRights;
    this.continuation = continuation;
    this.keys = new AtomicLongArray(marks(policy.entries()));
  }

  private static int marks(int entries) {
    int wanted = (int) Math.min(MOST_MARKS, Math.max(FEWEST_MARKS, entries * 4L));
    return Integer.highestOneBit(wanted * 2 - 1);
  }

  /**
   * The entry of a key; null if there is none that counts.
   *
   * @param now the time by {@link NearCaches#nanoTime}
   * @throws RuntimeException if the tier fails
   */
  public @Nullable NearEntry get(NearKey key, long now) {
    return get(key, now, 0);
  }

  /**
   * As above, for a key whose load has failed: also an entry whose time has been over for less than
   * the grace of the region.
   */
  public @Nullable NearEntry getInGrace(NearKey key, long now) {
    if (grace == 0) {
      return null;
    }
    try {
      return get(key, now, grace);
    } catch (RuntimeException e) {
      caches.failed(e);
      return null;
    }
  }

  private @Nullable NearEntry get(NearKey key, long now, long longer) {
    if (!caches.areTrusted(now) || !isOpen()) {
      return null;
    }
    NearEntry entry = region.get(key);
    if (entry != null && continuation != null) {
      entry = continuation.understood(entry);
    }
    if (entry == null || entry.deadline() + longer - now <= 0) {
      return null;
    }
    return counts(key, entry) ? entry : null;
  }

  private boolean isOpen() {
    return continuation == null || continuation.isOpen();
  }

  private boolean counts(NearKey key, NearEntry entry) {
    long vintage = entry.vintage();
    return vintage >= everything.get()
        && (vintage >= newest.get(entry.mark() % FEWEST_MARKS) || vintage >= keys.get(entry.mark()))
        && caches.counts(key, entry);
  }

  private int mark(String loader, String id) {
    int hash = (loader.hashCode() * 31 + id.hashCode()) * 0x9E3779B9;
    return (hash ^ hash >>> 15) & keys.length() - 1;
  }

  /**
   * Keeps an entry, unless it would not count.
   *
   * @param entry in no place yet
   * @param name under which the key becomes stale
   * @param payload the encoded value; null: it has none, or nobody knows it
   */
  public void put(NearKey key, NearEntry entry, TierKey name, byte @Nullable [] payload) {
    try {
      if (!caches.circuit().isClosed() || !isOpen()) {
        return;
      }
      NearEntry placed = entry.at(mark(name.group().loader(), name.id()), caches.partition(name));
      if (counts(key, placed)) {
        region.put(key, placed, payload);
      }
    } catch (RuntimeException e) {
      caches.failed(e);
    }
  }

  /** Keeps the decoded form of an entry that was found encoded. */
  public void promote(NearKey key, NearEntry encoded, Object form) {
    try {
      region.promote(key, encoded, form);
    } catch (RuntimeException e) {
      caches.failed(e);
    }
  }

  /** Whether a value that encodes to so many bytes is kept. */
  public boolean takes(int bytes) {
    return bytes <= policy.largestValue();
  }

  /** Whether what a load found may be put although no distributed tier has confirmed it. */
  public boolean isFillableWithoutRights() {
    return fillableWithoutRights;
  }

  /**
   * When an entry ends.
   *
   * @param start a moment before the tier below was asked, by {@link NearCaches#nanoTime}
   * @param remaining how long the tier below keeps it from then on, or longer
   */
  public long deadline(long start, Duration remaining) {
    Duration longest = policy.timeToLive();
    return start + (remaining.compareTo(longest) < 0 ? remaining : longest).toNanos();
  }

  void markKey(StaleKey key, long mark) {
    mark(mark(key.loader(), key.id()), mark);
  }

  void markEverything(long mark) {
    everything.accumulateAndGet(mark, Math::max);
  }

  /** Whether its entries may be those of an earlier run. */
  boolean isKept() {
    return continuation != null;
  }

  /** Goes on with the marks of an earlier run, in which it had the same policy. */
  void resume(KeptRegion marks) {
    markEverything(marks.everything());
    for (int place = 0; place < keys.length(); place++) {
      mark(place, marks.marks()[place]);
    }
  }

  private void mark(int place, long mark) {
    keys.accumulateAndGet(place, mark, Math::max);
    newest.accumulateAndGet(place % FEWEST_MARKS, mark, Math::max);
  }

  /**
   * Its marks.
   *
   * @param policyText that of the region
   */
  KeptRegion marks(String policyText) {
    long[] marks = new long[keys.length()];
    Arrays.setAll(marks, keys::get);
    return new KeptRegion(policyText, everything.get(), marks);
  }
}
