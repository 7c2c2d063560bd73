package dev.twofold.bench.tier;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** MGET, pipelined SET with PX, and UNLINK through one connection of Lettuce. */
final class LettuceRaw implements Client {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> reading;

  /** Flushed by hand, which would hold up everything else on it. */
  private final StatefulRedisConnection<byte[], byte[]> pipelining;

  private final byte[][] names;
  private final List<byte[]> payloads;

  LettuceRaw(int port, Entries entries) {
    client = RedisClient.create("redis://127.0.0.1:" + port);
    reading = client.connect(ByteArrayCodec.INSTANCE);
    pipelining = client.connect(ByteArrayCodec.INSTANCE);
    pipelining.setAutoFlushCommands(false);
    names = entries.nameBytes();
    payloads = entries.payloads();
  }

  @Override
  public Object read() {
    return reading.sync().mget(names);
  }

  @Override
  public Object fill() {
    List<RedisFuture<String>> answers = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      answers.add(
          pipelining.async().set(names[i], payloads.get(i), SetArgs.Builder.px(TIME_TO_LIVE)));
    }
    pipelining.flushCommands();
    if (!LettuceFutures.awaitAll(PATIENCE, answers.toArray(RedisFuture[]::new))) {
      throw new IllegalStateException(
          "Redis did not answer %d SETs within %s".formatted(names.length, PATIENCE));
    }
    return answers;
  }

  @Override
  public Object invalidate() {
    return reading.sync().unlink(names);
  }

  @Override
  public void close() {
    reading.close();
    pipelining.close();
    client.shutdown(Duration.ZERO, PATIENCE);
  }
}
