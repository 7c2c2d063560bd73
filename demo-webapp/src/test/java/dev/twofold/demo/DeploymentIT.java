package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.demo.data.Scale;
import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import dev.twofold.testing.RedisServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The application on other parts than those that it starts with by default. */
class DeploymentIT {

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void front_postgresAndForeignRedis_sameCounts() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        RedisServer redis = RedisServer.onFreePort()) {
      redis.start();
      DemoSettings settings =
          new DemoSettings(
              new DatabaseChoice(
                  postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"),
              new RedisChoice.At(redis.address()),
              true,
              RunningDemo.SCALE);
      for (long expected : new long[] {6, 0}) {
        // The second time the data is there already, in the database and in Redis.
        DemoServer server = DemoServer.start(0, settings);
        try {
          server.awaitReady();
          HttpResponse<String> page = get(server.port(), "/");
          assertThat(page.statusCode()).isEqualTo(200);
          assertThat(Cost.of(page).statements()).isEqualTo(expected);
          assertThat(Cost.of(get(server.port(), "/?mode=naive")).statements()).isGreaterThan(100);
        } finally {
          server.stop();
        }
      }
    }
  }

  @Test
  void front_redisThatAnotherDatabaseHasFilled_asWithoutIt() throws Exception {
    try (RedisServer redis = RedisServer.onFreePort()) {
      redis.start();
      for (Scale scale : List.of(RunningDemo.SCALE, new Scale(100, 300))) {
        DemoServer server =
            DemoServer.start(
                0,
                new DemoSettings(
                    DatabaseChoice.inMemory(), new RedisChoice.At(redis.address()), true, scale));
        try {
          server.awaitReady();
          assertThat(get(server.port(), "/api/stories?ids=300").body())
              .isEqualTo(get(server.port(), "/api/stories?ids=300&mode=naive").body());
        } finally {
          server.stop();
        }
      }
    }
  }

  @Test
  void front_noRedis_databaseEachTime() throws Exception {
    DemoServer server =
        DemoServer.start(
            0,
            new DemoSettings(
                DatabaseChoice.inMemory(), new RedisChoice.None(), true, RunningDemo.SCALE));
    try {
      server.awaitReady();
      for (int i = 0; i < 2; i++) {
        Cost cost = Cost.of(get(server.port(), "/"));
        assertThat(cost.statements()).isEqualTo(6);
        assertThat(cost.of("redis")).isZero();
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void stop_embeddedRedis_endsWithTheApplication() throws Exception {
    List<Long> before = children();
    DemoServer server =
        DemoServer.start(
            0,
            new DemoSettings(
                DatabaseChoice.inMemory(), new RedisChoice.Embedded(), true, RunningDemo.SCALE));
    try {
      server.awaitReady();
      assertThat(children()).hasSize(before.size() + 1);
      assertThat(Cost.of(get(server.port(), "/")).statements()).isEqualTo(6);
      assertThat(Cost.of(get(server.port(), "/")).statements()).isZero();
    } finally {
      server.stop();
    }
    assertThat(children()).isEqualTo(before);
  }

  private static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }

  @Test
  void front_warInAContainer_answersUnderItsPath() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    WebAppContext context = new WebAppContext();
    context.setWar(PackagedWar.path().toString());
    context.setContextPath("/demo");
    context.addConfiguration(new AnnotationConfiguration());
    context.setInitParameter("TWOFOLD_DEMO_SCALE", "0.05");
    context.setInitParameter("TWOFOLD_DEMO_REDIS", "none");
    server.setHandler(context);
    server.start();
    try {
      int port = connector.getLocalPort();
      Awaitility.await().until(() -> get(port, "/demo/health").statusCode() == 200);

      HttpResponse<String> page = get(port, "/demo/");

      assertThat(Cost.of(page).statements()).isEqualTo(6);
      assertThat(page.body())
          .contains("href=\"/demo/assets/style.css\"")
          .contains("href=\"/demo/recent\"")
          .containsPattern("src=\"/demo/photos/\\d+-\\d+\\.svg\"");
      assertThat(get(port, "/demo/assets/style.css").statusCode()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("/demo/faults");
      assertThat(get(port, "/demo/faults").statusCode()).isEqualTo(404);
    } finally {
      server.stop();
    }
  }
}
