package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twofold.testing.QueueStoreContract;
import dev.twofold.testing.RedisServer;
import dev.twofold.write.store.QueueStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.redisson.api.RedissonClient;

final class RedissonQueueStoreOnRedis6IT extends QueueStoreContract {

  private static @Nullable RedisServer redis;
  private static @Nullable RedissonClient client;

  @BeforeAll
  static void start() {
    Optional<Path> executable = RedisVersion.REDIS_6.executable();
    assumeTrue(executable.isPresent(), "this version of Redis is not at hand");
    redis = RedisServer.onFreePort().withExecutable(executable.get());
    redis.start();
    client = RedissonQueueStoreIT.clientOf(redis);
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      requireNonNull(client).shutdown();
      redis.close();
    }
  }

  @BeforeEach
  void flush() {
    requireNonNull(redis).flush();
  }

  @Override
  protected QueueStore store() {
    return RedissonTier.of(requireNonNull(client)).queues("app");
  }

  @Override
  protected void pass(Duration time) {}
}
