package dev.twofold.bench.peer;

import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Through one connection of Lettuce. */
final class LettuceBytes implements ByteStore {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RedisClient client;
  private final StatefulRedisConnection<String, byte[]> connection;

  LettuceBytes(String redis) {
    client = RedisClient.create(redis);
    connection = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
  }

  @Override
  public Map<String, byte[]> get(List<String> names) {
    Map<String, byte[]> found = new HashMap<>(names.size() * 2);
    for (KeyValue<String, byte[]> each : connection.sync().mget(names.toArray(String[]::new))) {
      if (each.hasValue()) {
        found.put(each.getKey(), each.getValue());
      }
    }
    return found;
  }

  @Override
  public void set(Map<String, byte[]> values) {
    SetArgs living = SetArgs.Builder.px(TIME_TO_LIVE);
    List<RedisFuture<String>> answers = new ArrayList<>(values.size());
    connection.setAutoFlushCommands(false);
    values.forEach((name, value) -> answers.add(connection.async().set(name, value, living)));
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    if (!LettuceFutures.awaitAll(PATIENCE, answers.toArray(RedisFuture[]::new))) {
      throw new IllegalStateException(
          "Redis did not answer %d SETs within %s".formatted(values.size(), PATIENCE));
    }
  }

  @Override
  public void delete(List<String> names) {
    connection.sync().del(names.toArray(String[]::new));
  }

  @Override
  public void clear() {
    connection.sync().flushdb();
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, PATIENCE);
  }
}
