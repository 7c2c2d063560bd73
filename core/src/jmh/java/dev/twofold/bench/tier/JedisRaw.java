package dev.twofold.bench.tier;

import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.SetParams;

/** MGET, pipelined SET with PX, and UNLINK through one connection of Jedis. */
final class JedisRaw implements Client {

  private final Jedis jedis;
  private final byte[][] names;
  private final List<byte[]> payloads;

  JedisRaw(int port, Entries entries) {
    jedis = new Jedis("127.0.0.1", port);
    names = entries.nameBytes();
    payloads = entries.payloads();
  }

  @Override
  public Object read() {
    return jedis.mget(names);
  }

  @Override
  public Object fill() {
    SetParams living = SetParams.setParams().px(TIME_TO_LIVE.toMillis());
    try (Pipeline pipeline = jedis.pipelined()) {
      for (int i = 0; i < names.length; i++) {
        pipeline.set(names[i], payloads.get(i), living);
      }
      return pipeline.syncAndReturnAll();
    }
  }

  @Override
  public Object invalidate() {
    return jedis.unlink(names);
  }

  @Override
  public void close() {
    jedis.close();
  }
}
