package dev.twofold.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RBatch;
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
  @SuppressWarnings("FutureReturnValueIgnored") // a batch answers as a whole
  public void set(Map<String, byte[]> values) {
    RBatch batch = client.createBatch();
    values.forEach(
        (name, value) ->
            batch.getBucket(name, ByteArrayCodec.INSTANCE).setAsync(value, TIME_TO_LIVE));
    batch.execute();
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
