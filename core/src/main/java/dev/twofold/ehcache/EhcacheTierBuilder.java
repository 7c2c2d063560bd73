package dev.twofold.ehcache;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.ehcache.CacheManager;
import org.ehcache.PersistentCacheManager;
import org.ehcache.StateTransitionException;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.spi.service.StatisticsService;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an {@link EhcacheTier}; lives for one statement. Not thread-safe. */
public final class EhcacheTierBuilder {

  private @Nullable Path directory;
  private LongSupplier nanoTime = System::nanoTime;

  EhcacheTierBuilder() {}

  /**
   * Sets where regions that have disk keep their values. It is made if it is not there; while the
   * tier is open nobody else can use it, and what an earlier run has left in it is dropped, unless
   * a region {@linkplain dev.twofold.region.Restart#KEEP keeps} it. Default: none, so that no
   * region can have disk.
   *
   * @throws ConfigurationException if it is set already
   */
  public EhcacheTierBuilder directory(Path path) {
    requireNonNull(path, "path");
    if (directory != null) {
      throw new ConfigurationException(
          "the near tier got a second directory (%s, then %s); allowed: one"
              .formatted(directory, path));
    }
    directory = path;
    return this;
  }

  /** The clock that deadlines are read from. */
  EhcacheTierBuilder nanoTime(LongSupplier clock) {
    nanoTime = clock;
    return this;
  }

  /**
   * Makes the tier.
   *
   * @throws ConfigurationException if the directory cannot be used
   */
  public EhcacheTier build() {
    StatisticsService statistics = new DefaultStatisticsService();
    CacheManagerBuilder<CacheManager> builder =
        CacheManagerBuilder.newCacheManagerBuilder().using(statistics);
    if (directory != null) {
      return onDisk(builder, statistics, directory);
    }
    CacheManager manager = builder.build(true);
    RegionCaches caches = new RegionCaches(manager, statistics, null, null);
    return new EhcacheTier(manager, caches, null, null, nanoTime);
  }

  private EhcacheTier onDisk(
      CacheManagerBuilder<CacheManager> builder, StatisticsService statistics, Path directory) {
    try {
      DiskDirectory taken = DiskDirectory.take(directory);
      try {
        return onDisk(builder, statistics, taken);
      } catch (RuntimeException | IOException e) {
        taken.close();
        throw e;
      }
    } catch (StateTransitionException | IOException e) {
      throw new ConfigurationException(
          "the near tier cannot use the directory '%s' (%s); allowed: one that this process may"
                  .formatted(directory, e.getMessage())
              + " write to and that no other engine uses",
          e);
    }
  }

  private EhcacheTier onDisk(
      CacheManagerBuilder<CacheManager> builder,
      StatisticsService statistics,
      DiskDirectory directory)
      throws IOException {
    Remainder left = directory.takeLeft();
    PersistentCacheManager manager =
        builder.with(CacheManagerBuilder.persistence(directory.files().toFile())).build(true);
    RegionCaches caches = new RegionCaches(manager, statistics, manager, left);
    return new EhcacheTier(manager, caches, directory, left, nanoTime);
  }
}
