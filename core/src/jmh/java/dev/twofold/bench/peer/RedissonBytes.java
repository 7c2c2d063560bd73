package dev.twofold.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** Through Redisson. */
final class RedissonBytes implements ByteStore {

  private final RedissonClient client;

  RedissonBytes(String redis) {
    client = RedissonClients.at(redis, ByteArrayCodec.INSTANCE);
  }

  @Override
  public Map<String, byte[]> get(List<String> names) {
    return client.getBuckets(ByteArrayCodec.INSTANCE).get(names.toArray(String[]::new));
  }

  @Override
  public void set(Map<String, byte[]> values) {
    client.getBuckets(ByteArrayCodec.INSTANCE).set(values);
  }

  @Override
  public void delete(List<String> names) {
    client.getKeys().delete(names.toArray(String[]::new));
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
