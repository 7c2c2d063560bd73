package dev.twofold.bench.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

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
    byte[][] pairs = new byte[2 * values.size()][];
    int next = 0;
    for (Map.Entry<String, byte[]> each : values.entrySet()) {
      pairs[next++] = each.getKey().getBytes(US_ASCII);
      pairs[next++] = each.getValue();
    }
    jedis.mset(pairs);
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
