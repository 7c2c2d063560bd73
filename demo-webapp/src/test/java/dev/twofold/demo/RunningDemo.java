package dev.twofold.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.twofold.demo.data.Scale;
import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import dev.twofold.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The demo with a small community, on a real HTTP port and with a real Redis. Use it as an
 * extension in a static field, or call {@link #start} and {@link #close}. Not thread-safe.
 */
final class RunningDemo implements AutoCloseable, BeforeAllCallback, AfterAllCallback {

  static final Scale SCALE = new Scale(200, 500);

  private static final JsonMapper JSON = new JsonMapper();

  private final RedisServer redis = RedisServer.onFreePort();
  private final HttpClient client = HttpClient.newHttpClient();
  private final DatabaseChoice database;
  private final Scale scale;
  private @Nullable DemoServer server;
  private int openClasses;

  private RunningDemo(DatabaseChoice database, Scale scale) {
    this.database = database;
    this.scale = scale;
  }

  static RunningDemo inMemory() {
    return atScale(SCALE);
  }

  static RunningDemo atScale(Scale scale) {
    return on(DatabaseChoice.inMemory(), scale);
  }

  static RunningDemo on(DatabaseChoice database, Scale scale) {
    return new RunningDemo(database, scale);
  }

  /** Starts it; returns when pages can be asked for. */
  void start() throws Exception {
    redis.start();
    DemoSettings settings = new DemoSettings(database, new RedisChoice.At(redis.address()), scale);
    server = DemoServer.start(0, settings);
    server.awaitReady();
  }

  @Override
  public void close() {
    try (redis) {
      if (server != null) {
        server.stop();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the demo did not stop", e);
    }
  }

  /** Called for the test class and for each class nested in it. */
  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (openClasses++ == 0) {
      start();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--openClasses == 0) {
      close();
    }
  }

  RedisServer redis() {
    return redis;
  }

  /** The address of the database, to look into it or change it. */
  String databaseUrl() {
    return database.url();
  }

  int port() {
    return requireNonNull(server).port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A page as HTML. */
  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** A page as JSON. */
  HttpResponse<String> getJson(String path) {
    return send(request(path).header("Accept", "application/json"));
  }

  /** What a page that there is says as JSON. */
  JsonNode json(String path) {
    HttpResponse<String> response = getJson(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return parse(response.body());
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
