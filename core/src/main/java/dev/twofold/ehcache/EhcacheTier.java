package dev.twofold.ehcache;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Restart;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.ehcache.CacheManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The near tier in Ehcache.
 *
 * <p>Each region has a cache on the heap, bounded by a number of entries (and for a moment some
 * more), which hands out the very objects that were put. Where the policy of a region has off-heap
 * memory or disk, a second cache below it keeps encoded values; it is bounded by their bytes, and
 * the whole size is taken at start. How large a single value may be in either is up to the policy.
 *
 * <p>Nothing is shared with other processes. What is on disk has missed all invalidations since the
 * process ended, so it is dropped, unless the policy of its region keeps it, the tier was closed
 * with a note for the next engine, and nothing has become unreadable. A tier belongs to one engine,
 * which closes it.
 *
 * <p>Thread-safe.
 */
public final class EhcacheTier implements NearTier {

  private static final Logger LOG = LoggerFactory.getLogger(EhcacheTier.class);

  private final CacheManager manager;
  private final RegionCaches caches;
  private final LongSupplier nanoTime;

  /** Null: it has none. */
  private final @Nullable DiskDirectory directory;

  /** What an earlier process has left; null: nothing. */
  private final @Nullable Remainder left;

  private final Lock lock = new ReentrantLock();
  private final Map<String, EhcacheRegion> regions = new LinkedHashMap<>();

  /** The caches whose disk outlives the process, and its size. Guarded by the lock. */
  private final Map<String, Long> keeping = new HashMap<>();

  private boolean noteTaken;
  private boolean closed;

  EhcacheTier(
      CacheManager manager,
      RegionCaches caches,
      @Nullable DiskDirectory directory,
      @Nullable Remainder left,
      LongSupplier nanoTime) {
    this.manager = manager;
    this.caches = caches;
    this.directory = directory;
    this.left = left;
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
  public byte @Nullable [] takeNote() {
    lock.lock();
    try {
      Remainder found = noteTaken ? null : left;
      noteTaken = true;
      return found == null ? null : found.note();
    } finally {
      lock.unlock();
    }
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
      if (policy.restart() == Restart.KEEP) {
        keeping.put(region, policy.diskBytes());
      }
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
    return new EhcacheRegion(heap, belowHeap, expiry, policy.heapValueBytes());
  }

  @Override
  public void close() {
    end(null);
  }

  @Override
  public void close(byte[] note) {
    end(requireNonNull(note, "note"));
  }

  private void end(byte @Nullable [] note) {
    Map<String, Long> whole = new HashMap<>();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      keeping.forEach(
          (region, bytes) -> {
            if (requireNonNull(regions.get(region)).isSoundBelowHeap()) {
              whole.put(RegionCaches.onDisk(region), bytes);
            }
          });
      regions.values().forEach(EhcacheRegion::close);
    } finally {
      lock.unlock();
    }
    try {
      dropAllBut(whole.keySet());
      manager.close();
      if (directory != null && note != null) {
        directory.leave(new Remainder(whole, note));
      }
    } catch (IOException e) {
      LOG.warn("The near tier could not leave what it has on disk to the next start", e);
    } finally {
      closeDirectory();
    }
  }

  /** Regions may be gone since. */
  private void dropAllBut(Set<String> whole) {
    if (left != null) {
      for (String cache : left.caches().keySet()) {
        if (!whole.contains(cache)) {
          caches.drop(cache);
        }
      }
    }
  }

  private void closeDirectory() {
    try {
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      LOG.warn("The directory of the near tier could not be given back", e);
    }
  }
}
