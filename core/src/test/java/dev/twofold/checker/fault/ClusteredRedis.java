package dev.twofold.checker.fault;

import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.RedisServer;
import java.util.List;

/** Three masters. */
final class ClusteredRedis implements Redis {

  private final RedisCluster cluster = new RedisCluster();

  @Override
  public List<RedisServer> masters() {
    return cluster.masters();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
