package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twofold.testing.RedisServer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class ScriptsOnRedis6IT extends ScriptsContract {

  private static @Nullable RedisServer redis;

  @BeforeAll
  static void start() {
    Optional<Path> executable = RedisVersion.REDIS_6.executable();
    assumeTrue(executable.isPresent(), "this version of Redis is not at hand");
    redis = RedisServer.onFreePort().withExecutable(executable.get());
    redis.start();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  RedisServer redis() {
    return requireNonNull(redis);
  }
}
