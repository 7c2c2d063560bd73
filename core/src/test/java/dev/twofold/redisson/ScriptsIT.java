package dev.twofold.redisson;

import dev.twofold.testing.RedisServer;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ScriptsIT extends ScriptsContract {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  @Override
  RedisServer redis() {
    return REDIS;
  }
}
