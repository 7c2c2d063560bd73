package dev.twofold.demo;

import dev.twofold.demo.node.Node;
import dev.twofold.demo.start.DemoApplication;
import dev.twofold.demo.start.DemoSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * The nodes of the demo: web servers on ports of their own, with a near tier, an engine and
 * connections each, over one database and one Redis. Thread-safe.
 */
final class DemoNodes {

  private static final int LAST_PORT = 65_535;

  private final DemoSettings settings;
  private final int count;
  private final Node first = new Node("A");
  private final List<DemoServer> servers = new CopyOnWriteArrayList<>();

  private DemoNodes(DemoSettings settings, int count) {
    this.settings = settings;
    this.count = count;
  }

  /**
   * Starts the first node, which answers at once.
   *
   * @param port of the first node; zero for any that is free
   * @param count how many nodes there will be, 1 or 2
   * @throws Exception if the port is taken
   */
  static DemoNodes start(int port, int count, DemoSettings settings) throws Exception {
    DemoNodes nodes = new DemoNodes(settings, count);
    nodes.servers.add(DemoServer.start(port, settings, nodes.first));
    return nodes;
  }

  /**
   * Waits until pages can be asked for. The second node begins when the first has what both stand
   * on: the data, and Redis.
   *
   * @throws java.util.concurrent.CompletionException if a node cannot start
   * @throws Exception if no port is free for the second
   */
  void awaitReady() throws Exception {
    DemoServer server = servers.get(0);
    DemoApplication application = server.awaitReady();
    if (count > 1) {
      Node second = new Node("B");
      DemoSettings shared = settings.withRedisOf(application.redisAddress());
      DemoServer other = startNear(server.port(), shared, second);
      servers.add(other);
      other.awaitReady();
      first.meet(second, other.port());
      second.meet(first, server.port());
    }
  }

  /** Starts a server on the next port, or on any if somebody else has that. */
  private static DemoServer startNear(int port, DemoSettings settings, Node node) throws Exception {
    if (port < LAST_PORT) {
      try {
        return DemoServer.start(port + 1, settings, node);
      } catch (IOException e) {
        // Pages link to it wherever it is.
      }
    }
    return DemoServer.start(0, settings, node);
  }

  /** The first node. */
  DemoApplication first() {
    return servers.get(0).awaitReady();
  }

  /** The ports that nodes listen on, in their order. */
  List<Integer> ports() {
    return servers.stream().map(DemoServer::port).toList();
  }

  /** Waits until they are stopped. */
  void join() throws InterruptedException {
    for (DemoServer server : servers) {
      server.join();
    }
  }

  /** Stops the last one first: the first has what all stand on. */
  void stop() throws Exception {
    for (int i : IntStream.range(0, servers.size()).map(i -> servers.size() - 1 - i).toArray()) {
      servers.get(i).stop();
    }
  }
}
