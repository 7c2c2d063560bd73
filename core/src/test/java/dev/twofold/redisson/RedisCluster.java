package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redisson.config.Config;

/** A Redis Cluster of three masters on this machine, without replicas. Not thread-safe. */
final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

  private final List<RedisServer> masters = new ArrayList<>();

  RedisCluster() {
    List<String> buses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String bus = Integer.toString(freePort());
      buses.add(bus);
      masters.add(
          RedisServer.onFreePort(
              "--cluster-enabled", "yes", "--cluster-announce-ip", HOST, "--cluster-port", bus));
    }
    masters.forEach(RedisServer::start);
    for (int i = 0; i < 3; i++) {
      String first = Integer.toString(i * SLOTS / 3);
      String last = Integer.toString((i + 1) * SLOTS / 3 - 1);
      masters.get(i).call("CLUSTER", "ADDSLOTSRANGE", first, last);
      masters.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      if (i > 0) {
        String port = Integer.toString(masters.get(0).port());
        masters.get(i).call("CLUSTER", "MEET", HOST, port, buses.get(0));
      }
    }
    await()
        .untilAsserted(
            () -> {
              for (RedisServer master : masters) {
                assertThat(String.valueOf(master.call("CLUSTER", "INFO")))
                    .contains("cluster_state:ok", "cluster_known_nodes:3");
              }
            });
  }

  Config config() {
    Config config = new Config();
    config.useClusterServers().addNodeAddress(masters.get(0).address());
    return config;
  }

  List<RedisServer> masters() {
    return masters;
  }

  void flush() {
    masters.forEach(RedisServer::flush);
  }

  void resetCounts() {
    masters.forEach(RedisServer::resetCounts);
  }

  /** The sums over all masters. */
  Map<String, Long> commandCounts() {
    Map<String, Long> counts = new HashMap<>();
    for (RedisServer master : masters) {
      master.commandCounts().forEach((command, calls) -> counts.merge(command, calls, Long::sum));
    }
    return counts;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    masters.forEach(RedisServer::close);
  }
}
