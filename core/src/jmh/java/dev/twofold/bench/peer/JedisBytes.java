package dev.twofold.bench.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.SetParams;

/** Through one connection of Jedis. */
final class JedisBytes implements ByteStore {

  private final Jedis jedis;

  JedisBytes(String redis) {
    jedis = new Jedis(URI.create(redis));
  }

  @Override
  public Map<String, byte[]> get(List<String> names) {
    List<byte[]> values = jedis.mget(encoded(names));
    Map<String, byte[]> found = new HashMap<>(names.size() * 2);
    for (int i = 0; i < names.size(); i++) {
      byte[] value = values.get(i);
      if (value != null) {
        found.put(names.get(i), value);
      }
    }
    return found;
  }

  @Override
  public void set(Map<String, byte[]> values) {
    SetParams living = SetParams.setParams().px(TIME_TO_LIVE.toMillis());
    try (Pipeline pipeline = jedis.pipelined()) {
      values.forEach((name, value) -> pipeline.set(name.getBytes(US_ASCII), value, living));
    }
  }

  @Override
  public void delete(List<String> names) {
    jedis.del(encoded(names));
  }

  private static byte[][] encoded(List<String> names) {
    return names.stream().map(name -> name.getBytes(US_ASCII)).toArray(byte[][]::new);
  }

  @Override
  public void clear() {
    jedis.flushDB();
  }

  @Override
  public void close() {
    jedis.close();
  }
}
