package dev.twofold.bench.peer;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.redisson.codec.Kryo5Codec;
import org.redisson.spring.cache.RedissonSpringCacheManager;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Spring's cache abstraction on Redisson: what {@code @Cacheable} does. It has no read of many
 * keys, so each id is a trip.
 */
final class SpringCaches implements BulkCache {

  private final RedissonClient client;
  private final CacheManager manager;

  SpringCaches(String redis) {
    client = RedissonClients.at(redis, new Kryo5Codec());
    manager = new RedissonSpringCacheManager(client);
  }

  @SuppressWarnings("NullAway") // the manager makes whatever cache it is asked for
  private Cache of(Kind kind) {
    return manager.getCache(kind.name());
  }

  @Override
  public void read(Map<Kind, Set<Long>> wanted, Found found) {
    wanted.forEach(
        (kind, ids) -> {
          Cache cache = of(kind);
          for (Long id : ids) {
            Cache.ValueWrapper value = cache.get(id);
            if (value != null) {
              found.put(kind, id, value.get());
            }
          }
        });
  }

  @Override
  public void put(Found loaded) {
    loaded.all().forEach((kind, values) -> values.forEach(of(kind)::put));
  }

  @Override
  public void remove(Kind kind, Collection<Long> ids) {
    ids.forEach(of(kind)::evict);
  }

  @Override
  public void clear() {
    client.getKeys().flushdb();
  }

  @Override
  public void close() {
    client.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
