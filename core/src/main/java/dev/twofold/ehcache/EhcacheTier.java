package dev.twofold.ehcache;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.NearPolicy;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.ehcache.CacheManager;

/**
 * The near tier in Ehcache.
 *
 * <p>Each region has a cache on the heap, bounded by a number of entries (and for a moment some
 * more), which hands out the very objects that were put. Where the policy of a region has off-heap
 * memory or disk, a second cache below it keeps encoded values; it is bounded by their bytes, and
 * the whole size is taken at start. Values that encode to more than a 32nd of that size are kept on
 * the heap only, because room for one would cost too many others.
 *
 * <p>Nothing is shared with other processes, and nothing is left of an earlier run: what is on disk
 * has missed the invalidations since. A tier belongs to one engine, which closes it.
 *
 * <p>Thread-safe.
 */
public final class EhcacheTier implements NearTier {

  private final CacheManager manager;
  private final RegionCaches caches;
  private final LongSupplier nanoTime;
  private final Lock lock = new ReentrantLock();
  private final Map<String, EhcacheRegion> regions = new LinkedHashMap<>();
  private boolean closed;

  EhcacheTier(CacheManager manager, RegionCaches caches, LongSupplier nanoTime) {
    this.manager = manager;
    this.caches = caches;
    this.nanoTime = nanoTime;
  }

  /** A tier that has no directory, so that no region can have disk. */
  public static EhcacheTier onHeap() {
    return builder().build();
  }

  /** Collects the settings of a tier. */
  public static EhcacheTierBuilder builder() {
    return new EhcacheTierBuilder();
  }

  @Override
  public NearRegion open(String region, NearPolicy policy) {
    requireNonNull(region, "region");
    requireNonNull(policy, "policy");
    if (!policy.isOn()) {
      throw new ConfigurationException(
          "region '%s' is not in the near tier: near.entries is 0".formatted(region));
    }
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "The near tier is closed; region '%s' cannot be opened".formatted(region));
      }
      if (regions.containsKey(region)) {
        throw new IllegalStateException(
            "Region '%s' is open in the near tier already; a tier belongs to one engine"
                .formatted(region));
      }
      EhcacheRegion opened = openCaches(region, policy);
      regions.put(region, opened);
      return opened;
    } finally {
      lock.unlock();
    }
  }

  private EhcacheRegion openCaches(String region, NearPolicy policy) {
    DeadlineExpiry expiry = new DeadlineExpiry(policy.grace(), nanoTime);
    // The one that may fail comes first, so that a failure leaves nothing behind.
    EncodedEntries belowHeap = caches.belowHeap(region, policy, expiry);
    HeapEntries heap = new HeapEntries(caches.onHeap(region, policy, expiry));
    return new EhcacheRegion(heap, belowHeap, expiry);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      regions.values().forEach(EhcacheRegion::close);
    } finally {
      lock.unlock();
    }
    manager.close();
  }
}
