package dev.twofold.ehcache;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.NearPolicy;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.TierStatistics;
import org.jspecify.annotations.Nullable;

/** Makes the caches of regions. */
final class RegionCaches {

  /** What Ehcache takes at least, and what a disk needs for its tables. */
  private static final long SMALLEST_BYTES = 1 << 20;

  /** Ehcache empties a whole cache for an entry that is nearly as large. */
  private static final int SHARES_OF_LARGEST = 32;

  private final CacheManager manager;
  private final StatisticsService statistics;
  private final boolean hasDirectory;

  RegionCaches(CacheManager manager, StatisticsService statistics, boolean hasDirectory) {
    this.manager = manager;
    this.statistics = statistics;
    this.hasDirectory = hasDirectory;
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
    if (offHeap == 0 && disk == 0) {
      return null;
    }
    check(region, policy);
    CacheConfigurationBuilder<String, NearEntry> configuration =
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class, NearEntry.class, pools(offHeap, disk))
            .withValueSerializer(new NearEntrySerializer());
    try {
      return new EncodedEntries(
          create(region, "below-heap", configuration, expiry, disk == 0 ? "OffHeap" : "Disk"),
          (offHeap == 0 ? disk : offHeap) / SHARES_OF_LARGEST);
    } catch (IllegalStateException e) {
      throw new ConfigurationException(
          ("region '%s' cannot have %d bytes off-heap and %d bytes of disk in the near tier (%s);"
                  + " allowed: off-heap sizes of all regions up to -XX:MaxDirectMemorySize, and"
                  + " what the disk has free")
              .formatted(region, offHeap, disk, reason(e)),
          e);
    }
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
    if (disk > 0 && !hasDirectory) {
      throw new ConfigurationException(
          ("region '%s' has near.diskBytes %d, but the near tier has no directory; set one with"
                  + " EhcacheTier.builder().directory(...)")
              .formatted(region, disk));
    }
  }

  private static boolean isTooSmall(long bytes) {
    return bytes > 0 && bytes < SMALLEST_BYTES;
  }

  private static ResourcePoolsBuilder pools(long offHeap, long disk) {
    ResourcePoolsBuilder pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
    if (offHeap > 0 && disk > 0) {
      // Ehcache puts no off-heap memory above a disk without a heap above both.
      pools = pools.heap(1, EntryUnit.ENTRIES);
    }
    if (offHeap > 0) {
      pools = pools.offheap(offHeap, MemoryUnit.B);
    }
    return disk > 0 ? pools.disk(disk, MemoryUnit.B, false) : pools;
  }

  private <K> EntryCache<K> create(
      String region,
      String part,
      CacheConfigurationBuilder<K, NearEntry> configuration,
      DeadlineExpiry expiry,
      String store) {
    // No name of a region has a slash, so that no two caches have one name.
    String alias = region + "/" + part;
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
