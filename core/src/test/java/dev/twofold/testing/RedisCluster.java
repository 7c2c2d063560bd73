package dev.twofold.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redisson.config.Config;

/** A Redis Cluster of three masters on this machine. Not thread-safe. */
public final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

  private final List<RedisServer> masters = new ArrayList<>();
  private final List<String> buses = new ArrayList<>();

  /** Starts the masters and waits until they know each other. */
  public RedisCluster() {
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

  /** Gives a master a replica, which the caller closes. */
  public RedisServer addReplica(int master) {
    RedisServer replica =
        RedisServer.onFreePort(
            "--cluster-enabled",
            "yes",
            "--cluster-announce-ip",
            HOST,
            "--cluster-port",
            Integer.toString(freePort()));
    replica.start();
    RedisServer its = masters.get(master);
    String name = String.valueOf(its.call("CLUSTER", "MYID"));
    replica.call("CLUSTER", "MEET", HOST, Integer.toString(its.port()), buses.get(master));
    await()
        .untilAsserted(
            () -> assertThat(replica.call("CLUSTER", "REPLICATE", name)).isEqualTo("OK"));
    await()
        .untilAsserted(
            () ->
                assertThat(String.valueOf(its.call("INFO", "replication")))
                    .contains("state=online"));
    return replica;
  }

  /** How a client connects to it. */
  public Config config() {
    Config config = new Config();
    config.useClusterServers().addNodeAddress(masters.get(0).address());
    return config;
  }

  public List<RedisServer> masters() {
    return masters;
  }

  /** Which master has a slot, by what they say themselves. */
  public RedisServer masterOf(String key) {
    return masters.stream()
        .filter(
            each -> {
              try {
                each.call("EXISTS", key);
                return true;
              } catch (UncheckedIOException e) {
                return false; // MOVED
              }
            })
        .findFirst()
        .orElseThrow();
  }

  /** The beginning of a move of the slot of a key to another master. */
  public SlotMove beginMove(String key) {
    RedisServer source = masterOf(key);
    RedisServer target = masters.get((masters.indexOf(source) + 1) % masters.size());
    return new SlotMove(String.valueOf(source.call("CLUSTER", "KEYSLOT", key)), source, target);
  }

  /** A slot on its way, as {@code redis-cli --cluster reshard} moves it. */
  public final class SlotMove {

    private final String slot;
    private final RedisServer source;
    private final RedisServer target;

    private SlotMove(String slot, RedisServer source, RedisServer target) {
      this.slot = slot;
      this.source = source;
      this.target = target;
      target.call("CLUSTER", "SETSLOT", slot, "IMPORTING", id(source));
      source.call("CLUSTER", "SETSLOT", slot, "MIGRATING", id(target));
    }

    public RedisServer target() {
      return target;
    }

    /** Moves a key that is there. */
    public void move(String key) {
      String port = Integer.toString(target.port());
      assertThat(source.call("MIGRATE", HOST, port, key, "0", "5000")).isEqualTo("OK");
    }

    /** Moves everything that is left. */
    public void moveRest() {
      Object keys = requireNonNull(source.call("CLUSTER", "GETKEYSINSLOT", slot, "10000"));
      ((List<?>) keys).forEach(key -> move(key.toString()));
    }

    /** The slot belongs to the other master from now on. */
    public void finish() {
      String owner = id(target);
      target.call("CLUSTER", "SETSLOT", slot, "NODE", owner);
      masters.forEach(each -> each.call("CLUSTER", "SETSLOT", slot, "NODE", owner));
    }

    private static String id(RedisServer server) {
      return String.valueOf(server.call("CLUSTER", "MYID"));
    }
  }

  public void flush() {
    masters.forEach(RedisServer::flush);
  }

  public void resetCounts() {
    masters.forEach(RedisServer::resetCounts);
  }

  /** The sums over all masters. */
  public Map<String, Long> commandCounts() {
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
