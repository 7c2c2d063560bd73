package dev.twofold.bench.tier;

import dev.twofold.bench.network.DelayingProxy;
import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.redisson.config.Config;
import org.redisson.misc.RedisURI;

/** A Redis that was started for a benchmark, and the network before it. */
final class RedisPlace implements AutoCloseable {

  private final Deque<Runnable> parts = new ArrayDeque<>();
  private final Duration delay;
  private final int port;
  private final Config config;

  private RedisPlace(boolean clustered, Duration delay) {
    this.delay = delay;
    if (clustered) {
      RedisCluster cluster = new RedisCluster();
      parts.push(cluster::close);
      Map<Integer, Integer> ports = new HashMap<>();
      cluster.masters().forEach(master -> ports.put(master.port(), before(master.port())));
      port = ports.get(cluster.masters().get(0).port());
      config = new Config();
      config
          .useClusterServers()
          .addNodeAddress(address(port))
          .setNatMapper(
              node ->
                  new RedisURI(
                      node.getScheme(),
                      node.getHost(),
                      ports.getOrDefault(node.getPort(), node.getPort())));
    } else {
      RedisServer server = RedisServer.onFreePort();
      server.start();
      parts.push(server::close);
      port = before(server.port());
      config = new Config();
      config.useSingleServer().setAddress(address(port));
    }
  }

  static RedisPlace standalone(Duration delay) {
    return new RedisPlace(false, delay);
  }

  /** Three masters. */
  static RedisPlace cluster(Duration delay) {
    return new RedisPlace(true, delay);
  }

  private static String address(int port) {
    return "redis://127.0.0.1:" + port;
  }

  private int before(int target) {
    if (delay.isZero()) {
      return target;
    }
    DelayingProxy proxy = new DelayingProxy(target, delay);
    parts.push(proxy::close);
    return proxy.port();
  }

  /** Where a client connects that does not know of clusters. */
  int port() {
    return port;
  }

  /** How Redisson connects. */
  Config config() {
    return config;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      parts.pop().run();
    }
  }
}
