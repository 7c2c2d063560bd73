package dev.twofold.checker.fault;

import dev.twofold.testing.RedisServer;
import java.util.List;

/** One server. */
final class SingleRedis implements Redis {

  private final RedisServer server = RedisServer.onFreePort();

  SingleRedis() {
    server.start();
  }

  @Override
  public List<RedisServer> masters() {
    return List.of(server);
  }

  @Override
  public void close() {
    server.close();
  }
}
