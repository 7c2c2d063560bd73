package dev.twofold.bench.tier;

import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/** MGET, pipelined SET with PX, and UNLINK through Redisson. */
final class RedissonRaw implements Client {

  private final RedissonClient redisson;
  private final String[] names;
  private final List<byte[]> payloads;

  RedissonRaw(Config config, Entries entries) {
    config.setCodec(ByteArrayCodec.INSTANCE);
    redisson = Redisson.create(config);
    names = entries.names().toArray(String[]::new);
    payloads = entries.payloads();
  }

  @Override
  public Object read() {
    return redisson.getBuckets(ByteArrayCodec.INSTANCE).get(names);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a batch answers as a whole
  public Object fill() {
    RBatch batch = redisson.createBatch();
    for (int i = 0; i < names.length; i++) {
      batch.getBucket(names[i], ByteArrayCodec.INSTANCE).setAsync(payloads.get(i), TIME_TO_LIVE);
    }
    return batch.execute();
  }

  @Override
  public Object invalidate() {
    return redisson.getKeys().unlink(names);
  }

  @Override
  public void close() {
    redisson.shutdown();
  }
}
