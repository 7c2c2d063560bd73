package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How nodes start, and what they share. */
class DemoNodesIT {

  private static DemoSettings settings(RedisChoice redis) {
    return new DemoSettings(DatabaseChoice.inMemory(), redis, true, RunningDemo.SCALE);
  }

  @Test
  void start_twoNodes_onNeighbouringPortsWithOneRedisAndOneDatabase() throws Exception {
    long before = ProcessHandle.current().children().count();
    DemoNodes nodes = DemoNodes.start(0, 2, settings(new RedisChoice.Embedded()));
    try {
      nodes.awaitReady();

      List<Integer> ports = nodes.ports();
      assertThat(ports).hasSize(2);
      assertThat(ProcessHandle.current().children().count()).isEqualTo(before + 1);
      DemoClient first = new DemoClient(ports.get(0));
      DemoClient second = new DemoClient(ports.get(1));
      assertThat(Cost.of(first.get("/")).statements()).isEqualTo(6);
      // On a slow machine a fill may be late.
      await().until(() -> Cost.of(first.get("/")).statements() == 0);
      Cost shared = Cost.of(second.get("/"));
      assertThat(shared.statements()).isZero();
      assertThat(shared.of("distributed")).isPositive();
      assertThat(second.json("/")).isEqualTo(first.json("/?mode=naive"));
    } finally {
      nodes.stop();
    }
    assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
  }

  @Test
  void start_nextPortTaken_onAnyOther() throws Exception {
    try (ServerSocket taken = behindAFreePort()) {
      int port = taken.getLocalPort() - 1;
      DemoNodes nodes = DemoNodes.start(port, 2, settings(new RedisChoice.None()));
      try {
        nodes.awaitReady();

        assertThat(nodes.ports().get(0)).isEqualTo(port);
        int other = nodes.ports().get(1);
        assertThat(other).isNotEqualTo(taken.getLocalPort());
        assertThat(new DemoClient(other).get("/health").statusCode()).isEqualTo(200);
      } finally {
        nodes.stop();
      }
    }
  }

  /** Takes a port that follows one that is free. */
  private static ServerSocket behindAFreePort() throws IOException {
    while (true) {
      ServerSocket taken = new ServerSocket(0);
      try {
        new ServerSocket(taken.getLocalPort() - 1).close();
        return taken;
      } catch (IOException e) {
        taken.close();
      }
    }
  }

  @Test
  void start_noRedis_nothingStaleOnAnyNode() throws Exception {
    DemoNodes nodes = DemoNodes.start(0, 2, settings(new RedisChoice.None()));
    try {
      nodes.awaitReady();
      DemoClient first = new DemoClient(nodes.ports().get(0));
      DemoClient second = new DemoClient(nodes.ports().get(1));
      second.get("/users/ada_ash");

      first.post("/users/ada_ash/edit", Map.of("name", "ada_ash", "about", "New."));

      assertThat(second.json("/users/ada_ash").get("about").textValue()).isEqualTo("New.");
      assertThat(Cost.of(second.get("/users/ada_ash")).of("near")).isZero();
    } finally {
      nodes.stop();
    }
  }
}
