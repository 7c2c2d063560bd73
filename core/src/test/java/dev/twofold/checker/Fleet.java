package dev.twofold.checker;

import dev.twofold.checker.fault.NodeFaults;
import dev.twofold.checker.fault.TcpProxy;
import dev.twofold.checker.model.Scale;
import dev.twofold.checker.node.Command;
import dev.twofold.checker.node.NodeSettings;
import dev.twofold.testing.RedisServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/** The nodes, each with its lines to Redis; one that dies is replaced. Used by one thread. */
final class Fleet implements NodeFaults, AutoCloseable {

  private static final int DEATH_SECONDS = 300;

  private final CheckOptions options;
  private final Surroundings surroundings;
  private final Nodes nodes;
  private final RandomGenerator random;
  private final Map<Integer, List<TcpProxy>> lines = new ConcurrentHashMap<>();
  private int lastNode;

  Fleet(CheckOptions options, Surroundings surroundings, Nodes nodes, RandomGenerator random) {
    this.options = options;
    this.surroundings = surroundings;
    this.nodes = nodes;
    this.random = random;
  }

  /** Starts all nodes. */
  void start() throws IOException {
    for (int i = 0; i < options.nodes(); i++) {
      startNode();
    }
  }

  /** The lines to Redis' masters, by number of the node. */
  Map<Integer, List<TcpProxy>> lines() {
    return lines;
  }

  /** Whether any node has died. */
  boolean hasLosses() {
    return lastNode > nodes.running().size();
  }

  private void startNode() throws IOException {
    int number = lastNode++;
    List<TcpProxy> proxies = new ArrayList<>();
    Map<Integer, Integer> ports = new HashMap<>();
    List<RedisServer> masters = surroundings.redis().masters();
    for (int i = 0; i < masters.size(); i++) {
      int master = i;
      TcpProxy proxy = new TcpProxy(() -> surroundings.redis().masters().get(master).port());
      proxies.add(proxy);
      ports.put(masters.get(i).port(), proxy.port());
    }
    lines.put(number, proxies);
    nodes.start(
        new NodeSettings(
            number,
            options.seed() * 1_000 + number,
            options.threads(),
            nodes.port(),
            surroundings.database(),
            ports,
            options.redis().replicas(),
            options.naive(),
            Scale.DEFAULT));
  }

  @Override
  public void kill() {
    NodeHandle node = anyNode();
    node.kill();
    replace(node);
  }

  @Override
  public void dieAfterCommit() {
    NodeHandle node = anyNode();
    doom(node);
    replace(node);
  }

  /** Lets a node die between a commit and what the tiers are told of it, and nobody follow. */
  void loseAfterCommit(NodeHandle node) throws InterruptedException, SQLException {
    doom(node);
    bury(node);
  }

  private static void doom(NodeHandle node) {
    node.tell(Command.DIE_AT_NEXT_INVALIDATION);
    Awaitility.await().atMost(DEATH_SECONDS, TimeUnit.SECONDS).until(() -> !node.isAlive());
  }

  private NodeHandle anyNode() {
    return nodes.running().get(random.nextInt(nodes.running().size()));
  }

  private void bury(NodeHandle node) throws InterruptedException, SQLException {
    nodes.bury(node);
    List<TcpProxy> its = lines.remove(node.number());
    if (its != null) {
      its.forEach(TcpProxy::close);
    }
  }

  private void replace(NodeHandle node) {
    try {
      bury(node);
      startNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("node " + node.number() + " cannot be replaced", e);
    }
  }

  @Override
  public void close() {
    lines.values().forEach(each -> each.forEach(TcpProxy::close));
  }
}
