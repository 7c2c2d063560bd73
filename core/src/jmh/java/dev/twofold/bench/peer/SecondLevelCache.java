package dev.twofold.bench.peer;

import dev.twofold.bench.model.CommentEntity;
import dev.twofold.bench.model.PhotoEntity;
import dev.twofold.bench.model.PostEntity;
import dev.twofold.bench.model.UserEntity;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.impl.config.copy.DefaultCopierConfiguration;
import org.ehcache.impl.copy.IdentityCopier;
import org.ehcache.jsr107.Eh107Configuration;

/** Hibernate's settings for a second-level cache. */
final class SecondLevelCache {

  private static final String PROVIDER = "org.ehcache.jsr107.EhcacheCachingProvider";
  private static final int ENTRIES = 100_000;
  private static final List<String> REGIONS =
      List.of(
          PostEntity.class.getName(),
          PostEntity.class.getName() + ".comments",
          CommentEntity.class.getName(),
          UserEntity.class.getName(),
          PhotoEntity.class.getName());

  private SecondLevelCache() {}

  /** Ehcache by JCache, which keeps copies: what one gets without configuring it. */
  static Map<String, Object> ehcacheByValue() {
    return onEhcache(new MutableConfiguration<>());
  }

  /** Ehcache by JCache, which keeps the objects themselves. */
  static Map<String, Object> ehcacheByReference() {
    return onEhcache(
        Eh107Configuration.fromEhcacheCacheConfiguration(
            CacheConfigurationBuilder.newCacheConfigurationBuilder(
                    Object.class, Object.class, ResourcePoolsBuilder.heap(ENTRIES))
                .withService(
                    new DefaultCopierConfiguration<>(
                        IdentityCopier.<Object>identityCopier(),
                        DefaultCopierConfiguration.Type.KEY))
                .withService(
                    new DefaultCopierConfiguration<>(
                        IdentityCopier.<Object>identityCopier(),
                        DefaultCopierConfiguration.Type.VALUE))));
  }

  private static Map<String, Object> onEhcache(Configuration<Object, Object> configuration) {
    CachingProvider provider = Caching.getCachingProvider(PROVIDER);
    // There is one manager for each class loader.
    ClassLoader own = new URLClassLoader(new URL[0], SecondLevelCache.class.getClassLoader());
    CacheManager manager = provider.getCacheManager(provider.getDefaultURI(), own);
    for (String region : REGIONS) {
      Cache<Object, Object> unused = manager.createCache(region, configuration);
    }
    return Map.of(
        "hibernate.cache.use_second_level_cache",
        true,
        "hibernate.cache.region.factory_class",
        "jcache",
        "hibernate.javax.cache.cache_manager",
        manager,
        "hibernate.default_batch_fetch_size",
        1_000);
  }

  /** Redisson's own integration. */
  static Map<String, Object> redisson(String redis) {
    return Map.of(
        "hibernate.cache.use_second_level_cache",
        true,
        "hibernate.cache.region.factory_class",
        new RedissonRegions(redis),
        "hibernate.default_batch_fetch_size",
        1_000);
  }
}
