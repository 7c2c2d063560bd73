package dev.twofold.demo.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EmbeddedRedisIT {

  private static boolean takesConnections(URI address) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void server_thatIsKilled_isReplacedOnTheSamePort() {
    URI address;
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      address = URI.create(redis.address());
      Process first = redis.process();

      first.destroyForcibly();
      await().until(() -> !takesConnections(address));
      await().until(() -> takesConnections(address));

      assertThat(redis.process().pid()).isNotEqualTo(first.pid());
    }
    assertThat(takesConnections(address)).isFalse();
  }
}
