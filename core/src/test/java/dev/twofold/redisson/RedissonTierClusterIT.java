package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.DistributedTierContract;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.DistributedTier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** A cluster of one node with all slots: the client splits every call by slot. */
final class RedissonTierClusterIT extends DistributedTierContract {

  private static RedisServer redis;
  private static RedissonClient client;

  private RedissonTier tier;

  @BeforeAll
  static void startCluster() throws IOException {
    redis =
        RedisServer.onFreePort(
            "--cluster-enabled", "yes",
            "--cluster-announce-ip", InetAddress.getLoopbackAddress().getHostAddress(),
            "--cluster-port", Integer.toString(freePort()));
    redis.start();
    redis.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await()
        .untilAsserted(
            () ->
                assertThat(String.valueOf(redis.call("CLUSTER", "INFO")))
                    .contains("cluster_state:ok"));
    Config config = new Config();
    config.useClusterServers().addNodeAddress(redis.address());
    client = Redisson.create(config);
  }

  @BeforeEach
  void flush() {
    redis.flush();
    tier = RedissonTier.of(client);
  }

  @AfterAll
  static void stopCluster() {
    client.shutdown();
    redis.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  protected DistributedTier tier() {
    return tier;
  }

  @Override
  protected void elapse(Duration duration) {
    // Redis expires entries by its own clock
  }
}
