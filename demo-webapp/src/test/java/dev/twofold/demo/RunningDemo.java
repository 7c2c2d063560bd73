package dev.twofold.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.twofold.demo.data.Scale;
import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.demo.start.DemoApplication;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import dev.twofold.servlet.config.EdgeSettings;
import dev.twofold.servlet.config.EdgeUse;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestServer;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demo with a small community, on a real HTTP port and with a real Redis. Use it as an
 * extension in a static field, or call {@link #start} and {@link #close}. One node without a near
 * tier, so that Redis answers what it has, or two with one. Not thread-safe.
 */
final class RunningDemo extends TestServer {

  static final Scale SCALE = new Scale(200, 500);

  private static final JsonMapper JSON = new JsonMapper();

  private final RedisServer redis = RedisServer.onFreePort();
  private final DatabaseChoice database;
  private final Scale scale;
  private final int nodeCount;
  private @Nullable DemoNodes nodes;
  private List<DemoClient> clients = List.of();
  private @Nullable DemoApplication application;

  private RunningDemo(DatabaseChoice database, Scale scale, int nodeCount) {
    this.database = database;
    this.scale = scale;
    this.nodeCount = nodeCount;
  }

  static RunningDemo inMemory() {
    return on(DatabaseChoice.inMemory(), SCALE);
  }

  static RunningDemo on(DatabaseChoice database, Scale scale) {
    return new RunningDemo(database, scale, 1);
  }

  /** Two nodes, each with a near tier. */
  static RunningDemo twoNodes(Scale scale) {
    return new RunningDemo(DatabaseChoice.inMemory(), scale, 2);
  }

  /** Starts it; returns when pages can be asked for. */
  @Override
  public void start() throws Exception {
    redis.start();
    DemoSettings settings =
        new DemoSettings(
            database,
            new RedisChoice.At(redis.address()),
            nodeCount > 1,
            scale,
            true,
            false,
            EdgeSettings.DEFAULT.withUse(EdgeUse.ON));
    nodes = DemoNodes.start(0, nodeCount, settings);
    nodes.awaitReady();
    application = nodes.first();
    clients = nodes.ports().stream().map(DemoClient::new).toList();
  }

  @Override
  public void close() {
    try (redis) {
      stopNodes();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the demo did not stop", e);
    }
  }

  /** Stops the nodes, and leaves Redis as it is. */
  void stopNodes() throws Exception {
    if (nodes != null) {
      DemoNodes running = nodes;
      nodes = null;
      running.stop();
    }
  }

  RedisServer redis() {
    return redis;
  }

  /** The address of the database, to look into it or change it. */
  String databaseUrl() {
    return database.url();
  }

  /** The first node from inside, for what only its statistics tell. */
  DemoApplication application() {
    return requireNonNull(application, "application");
  }

  /** The first node, which those below ask too. */
  DemoClient nodeA() {
    return clients.get(0);
  }

  DemoClient nodeB() {
    return clients.get(1);
  }

  int port() {
    return nodeA().port();
  }

  HttpRequest.Builder request(String path) {
    return nodeA().request(path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return nodeA().send(request);
  }

  /** A page as HTML. */
  HttpResponse<String> get(String path) {
    return nodeA().get(path);
  }

  /** A page as JSON. */
  HttpResponse<String> getJson(String path) {
    return nodeA().getJson(path);
  }

  /** What a page that there is says as JSON. */
  JsonNode json(String path) {
    return nodeA().json(path);
  }

  /** What stands between head and foot of a page. */
  static String main(HttpResponse<String> page) {
    String html = page.body();
    return html.substring(html.indexOf("<main"), html.indexOf("</main>"));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
