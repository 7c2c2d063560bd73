package dev.twofold.bench.peer;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redisson.RedissonCacheBuilder;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** Caches of JetCache, read by multi-get, one for each kind. */
final class JetCaches implements BulkCache {

  private static final int ENTRIES = 100_000;

  private final RedissonClient client;
  private final Map<Kind, Cache<Long, Object>> caches = new EnumMap<>(Kind.class);

  /**
   * @param near whether Caffeine stands before Redis
   */
  JetCaches(String redis, boolean near) {
    client = RedissonClients.at(redis, ByteArrayCodec.INSTANCE);
    for (Kind kind : Kind.values()) {
      caches.put(kind, near ? inBoth(inProcess(), inRedis(kind)) : inRedis(kind));
    }
  }

  private Cache<Long, Object> inRedis(Kind kind) {
    return RedissonCacheBuilder.createBuilder()
        .redissonClient(client)
        .keyPrefix("jetcache:" + kind + ":")
        .keyConvertor(Object::toString)
        .valueEncoder(value -> encode(kind, (CacheValueHolder<?>) value))
        .valueDecoder(bytes -> decode(kind, bytes))
        .expireAfterWrite(1, TimeUnit.HOURS)
        .buildCache();
  }

  /** With our codec, which is faster than those that JetCache brings. */
  private static byte[] encode(Kind kind, CacheValueHolder<?> holder) {
    byte[] value = kind.encode(holder.getValue());
    return ByteBuffer.allocate(Long.BYTES + value.length)
        .putLong(holder.getExpireTime())
        .put(value)
        .array();
  }

  private static Object decode(Kind kind, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    CacheValueHolder<Object> holder = new CacheValueHolder<>();
    holder.setExpireTime(buffer.getLong());
    byte[] value = new byte[buffer.remaining()];
    buffer.get(value);
    holder.setValue(kind.decode(value));
    return holder;
  }

  private static Cache<Long, Object> inProcess() {
    return CaffeineCacheBuilder.createCaffeineCacheBuilder()
        .limit(ENTRIES)
        .expireAfterWrite(1, TimeUnit.HOURS)
        .buildCache();
  }

  private static Cache<Long, Object> inBoth(Cache<Long, Object> first, Cache<Long, Object> next) {
    return MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
        .addCache(first, next)
        .expireAfterWrite(1, TimeUnit.HOURS)
        .buildCache();
  }

  @Override
  public void read(Map<Kind, Set<Long>> wanted, Found found) {
    wanted.forEach((kind, ids) -> found.of(kind).putAll(caches.get(kind).getAll(ids)));
  }

  @Override
  public void put(Found loaded) {
    loaded.all().forEach((kind, values) -> caches.get(kind).putAll(values));
  }

  @Override
  public void remove(Kind kind, Collection<Long> ids) {
    caches.get(kind).removeAll(Set.copyOf(ids));
  }

  /** Only what is in Redis can be removed at once; pages of the tests are removed by key. */
  @Override
  public void clear() {
    client.getKeys().flushdb();
  }

  @Override
  public void close() {
    caches.values().forEach(Cache::close);
    client.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
