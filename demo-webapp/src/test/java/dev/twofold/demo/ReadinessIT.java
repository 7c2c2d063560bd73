package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.demo.data.Scale;
import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What clients are told while the application starts, and when it cannot. */
class ReadinessIT {

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(DemoServer server, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build(),
        BodyHandlers.ofString());
  }

  /** A database that takes the connection and says nothing, until it is closed. */
  private static ServerSocket silentDatabase() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static DemoSettings settings(ServerSocket database) {
    String url =
        "jdbc:postgresql://127.0.0.1:%d/demo?sslmode=disable&gssEncMode=disable"
            .formatted(database.getLocalPort());
    return new DemoSettings(
        new DatabaseChoice(url, "demo", null), new RedisChoice.None(), true, Scale.DEFAULT);
  }

  @Test
  void health_beforeAndAfterAFailedStart_503() throws Exception {
    ServerSocket database = silentDatabase();
    DemoServer server = DemoServer.start(0, settings(database));
    try {
      HttpResponse<String> starting = get(server, "/health");
      assertThat(starting.statusCode()).isEqualTo(503);
      assertThat(starting.body()).isEqualTo("{\"status\":\"starting\"}");
      HttpResponse<String> page = get(server, "/");
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(page.body()).contains("The application is starting.");

      database.accept().close();
      database.close();

      assertThatThrownBy(server::awaitReady).isInstanceOf(CompletionException.class);
      assertThat(get(server, "/health").body()).isEqualTo("{\"status\":\"failed\"}");
      assertThat(get(server, "/").statusCode()).isEqualTo(503);
    } finally {
      database.close();
      server.stop();
    }
  }

  @Test
  void health_started_200() throws Exception {
    DemoServer server =
        DemoServer.start(
            0,
            new DemoSettings(
                DatabaseChoice.inMemory(), new RedisChoice.None(), true, RunningDemo.SCALE));
    try {
      server.awaitReady();

      HttpResponse<String> health = get(server, "/health");

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).isEqualTo("{\"status\":\"ready\"}");
      assertThat(Cost.of(health).statements()).isZero();
    } finally {
      server.stop();
    }
  }
}
