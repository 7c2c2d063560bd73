package dev.twofold.ehcache;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Restart;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.CachePersistenceException;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.TierStatistics;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the caches of regions. */
final class RegionCaches {

  private static final Logger LOG = LoggerFactory.getLogger(RegionCaches.class);

  private static final String BELOW_HEAP = "below-heap";

  /** What Ehcache takes at least, and what a disk needs for its tables. */
  private static final long SMALLEST_BYTES = 1 << 20;

  private final CacheManager manager;
  private final StatisticsService statistics;

  /** Null: no region can have disk. */
  private final @Nullable PersistentCacheManager disks;

  /** Null: everything begins empty. */
  private final @Nullable Remainder left;

  /**
   * @param disks the manager, if it has a directory
   * @param left by an earlier process
   */
  RegionCaches(
      CacheManager manager,
      StatisticsService statistics,
      @Nullable PersistentCacheManager disks,
      @Nullable Remainder left) {
    this.manager = manager;
    this.statistics = statistics;
    this.disks = disks;
    this.left = left;
  }

  EntryCache<NearKey> onHeap(String region, NearPolicy policy, DeadlineExpiry expiry) {
    return create(
        region,
        "heap",
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
            NearKey.class, NearEntry.class, ResourcePoolsBuilder.heap(policy.entries())),
        expiry,
        "OnHeap");
  }

  /**
   * What keeps encoded values of a region; null: nothing does.
   *
   * @throws ConfigurationException if it cannot be had
   */
  @Nullable EncodedEntries belowHeap(String region, NearPolicy policy, DeadlineExpiry expiry) {
    long offHeap = policy.offHeapBytes();
    long disk = policy.diskBytes();
    check(region, policy);
    if (!policy.isBelowHeap()) {
      return null;
    }
    CacheConfigurationBuilder<String, NearEntry> configuration =
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class,
                NearEntry.class,
                pools(offHeap, disk, policy.restart() == Restart.KEEP))
            .withValueSerializer(
                policy.restart() == Restart.KEEP
                    ? new ChecksumSerializer()
                    : new NearEntrySerializer());
    try {
      return new EncodedEntries(
          belowHeap(region, policy, configuration, expiry), policy.largestBelowHeap());
    } catch (IllegalStateException e) {
      throw new ConfigurationException(
          ("region '%s' cannot have %d bytes off-heap and %d bytes of disk in the near tier (%s);"
                  + " allowed: off-heap sizes of all regions up to -XX:MaxDirectMemorySize, and"
                  + " what the disk has free")
              .formatted(region, offHeap, disk, reason(e)),
          e);
    }
  }

  private EntryCache<String> belowHeap(
      String region,
      NearPolicy policy,
      CacheConfigurationBuilder<String, NearEntry> configuration,
      DeadlineExpiry expiry) {
    String store = policy.diskBytes() == 0 ? "OffHeap" : "Disk";
    if (policy.restart() == Restart.DROP) {
      return create(region, BELOW_HEAP, configuration, expiry, store);
    }
    // Ehcache would let entries end by the wall clock, which may differ in the next process.
    ExpiryPolicy<Object, Object> never = ExpiryPolicy.NO_EXPIRY;
    String alias = alias(region, BELOW_HEAP);
    if (left == null || !left.has(alias, policy.diskBytes())) {
      drop(alias);
      return create(region, BELOW_HEAP, configuration, never, store);
    }
    try {
      return create(region, BELOW_HEAP, configuration, never, store);
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "What the near tier of region '{}' has kept on disk cannot be read and is dropped ({})",
          region,
          reason(unreadable));
      drop(alias);
      return create(region, BELOW_HEAP, configuration, never, store);
    }
  }

  /** Drops what an earlier process has left of a cache. */
  void drop(String alias) {
    if (disks == null) {
      return;
    }
    try {
      disks.destroyCache(alias);
    } catch (CachePersistenceException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of the cache that keeps what a region has on disk. */
  static String onDisk(String region) {
    return alias(region, BELOW_HEAP);
  }

  /** No name of a region has a slash, so that no two caches have one name. */
  private static String alias(String region, String part) {
    return region + "/" + part;
  }

  private void check(String region, NearPolicy policy) {
    long offHeap = policy.offHeapBytes();
    long disk = policy.diskBytes();
    if (isTooSmall(offHeap) || isTooSmall(disk)) {
      throw new ConfigurationException(
          ("region '%s' has near.offHeapBytes %d and near.diskBytes %d; allowed: zero (none), or"
                  + " %d (1 MiB) and more")
              .formatted(region, offHeap, disk, SMALLEST_BYTES));
    }
    if (disk > 0 && disk <= offHeap) {
      throw new ConfigurationException(
          ("region '%s' has near.diskBytes %d and near.offHeapBytes %d; allowed: more disk than"
                  + " off-heap memory, which has copies of the same values")
              .formatted(region, disk, offHeap));
    }
    if (policy.diskValueBytes() > policy.mostBelowHeap()) {
      throw new ConfigurationException(
          ("region '%s' has near.diskValueBytes %d, near.offHeapBytes %d and near.diskBytes %d;"
                  + " allowed: values of up to %d, a 32nd of what keeps them")
              .formatted(region, policy.diskValueBytes(), offHeap, disk, policy.mostBelowHeap()));
    }
    if (policy.heapValueBytes() == 0 && !policy.isBelowHeap()) {
      throw new ConfigurationException(
          ("region '%s' has near.heapValueBytes 0, and neither off-heap memory nor disk, so that no"
                  + " value would be kept; allowed: 1 and more, or near.offHeapBytes or"
                  + " near.diskBytes beside it")
              .formatted(region));
    }
    if (policy.restart() == Restart.KEEP && disk == 0) {
      throw new ConfigurationException(
          ("region '%s' has near.restart keep, but near.diskBytes 0; allowed: keep with a disk, or"
                  + " drop")
              .formatted(region));
    }
    if (disk > 0 && disks == null) {
      throw new ConfigurationException(
          ("region '%s' has near.diskBytes %d, but the near tier has no directory; set one with"
                  + " EhcacheTier.builder().directory(...)")
              .formatted(region, disk));
    }
  }

  private static boolean isTooSmall(long bytes) {
    return bytes > 0 && bytes < SMALLEST_BYTES;
  }

  private static ResourcePoolsBuilder pools(long offHeap, long disk, boolean kept) {
    ResourcePoolsBuilder pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
    if (offHeap > 0 && disk > 0) {
      // Ehcache puts no off-heap memory above a disk without a heap above both.
      pools = pools.heap(1, EntryUnit.ENTRIES);
    }
    if (offHeap > 0) {
      pools = pools.offheap(offHeap, MemoryUnit.B);
    }
    return disk > 0 ? pools.disk(disk, MemoryUnit.B, kept) : pools;
  }

  private <K> EntryCache<K> create(
      String region,
      String part,
      CacheConfigurationBuilder<K, NearEntry> configuration,
      ExpiryPolicy<? super K, ? super NearEntry> expiry,
      String store) {
    String alias = alias(region, part);
    Cache<K, NearEntry> cache =
        manager.createCache(
            alias,
            configuration
                .withExpiry(expiry)
                .withResilienceStrategy(new ThrownFailures<K, NearEntry>()));
    return new EntryCache<>(
        "region '%s' (%s)".formatted(region, part), cache, () -> mappings(alias, store));
  }

  private long mappings(String alias, String store) {
    TierStatistics counted =
        requireNonNull(statistics.getCacheStatistics(alias).getTierStatistics().get(store));
    return counted.getMappings();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
