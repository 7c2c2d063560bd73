package dev.twofold.bench.peer;

import java.util.Map;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.redisson.api.RedissonClient;
import org.redisson.codec.Kryo5Codec;
import org.redisson.hibernate.RedissonRegionFactory;

/** Redisson's second-level cache, on a client that is made here rather than from a file. */
final class RedissonRegions extends RedissonRegionFactory {

  private static final long serialVersionUID = 1L;

  private final String redis;

  RedissonRegions(String redis) {
    this.redis = redis;
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  protected RedissonClient createRedissonClient(StandardServiceRegistry registry, Map properties) {
    return RedissonClients.at(redis, new Kryo5Codec());
  }
}
