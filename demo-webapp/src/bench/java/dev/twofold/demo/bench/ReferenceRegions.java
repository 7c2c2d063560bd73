package dev.twofold.demo.bench;

import javax.cache.Cache;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.impl.config.copy.DefaultCopierConfiguration;
import org.ehcache.impl.copy.IdentityCopier;
import org.ehcache.jsr107.Eh107Configuration;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;

/**
 * Regions of Hibernate's second-level cache in Ehcache that keep the objects themselves: by copies,
 * which JCache makes by default, pages take several times longer.
 */
public final class ReferenceRegions extends JCacheRegionFactory {

  private static final long serialVersionUID = 1L;

  /** More than there is of anything. */
  private static final int ENTRIES = 200_000;

  @Override
  protected Cache<Object, Object> createCache(String name) {
    return getCacheManager()
        .createCache(
            name,
            Eh107Configuration.fromEhcacheCacheConfiguration(
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        Object.class, Object.class, ResourcePoolsBuilder.heap(ENTRIES))
                    .withService(byReference(DefaultCopierConfiguration.Type.KEY))
                    .withService(byReference(DefaultCopierConfiguration.Type.VALUE))));
  }

  private static DefaultCopierConfiguration<Object> byReference(
      DefaultCopierConfiguration.Type part) {
    return new DefaultCopierConfiguration<>(IdentityCopier.<Object>identityCopier(), part);
  }
}
