package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.region.RegionPolicy;
import dev.twofold.servlet.JettyServer;
import dev.twofold.servlet.WebServer;
import dev.twofold.servlet.config.PurgeSettings;
import dev.twofold.servlet.edge.EdgeNode.Names;
import dev.twofold.testing.InMemoryTier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application behind a real cache. */
@Timeout(60)
abstract class EdgeCacheContract {

  private final Map<Long, String> data = new ConcurrentHashMap<>(Map.of(1L, "ada", 2L, "bob"));
  private EdgeCache cache;
  private EdgeNode node;

  abstract EdgeCache cache() throws Exception;

  @BeforeEach
  void start() throws Exception {
    start(RegionPolicy.DEFAULT);
  }

  private void start(RegionPolicy policy) throws Exception {
    cache = cache();
    PurgeSettings purge =
        PurgeSettings.DEFAULT
            .withAddresses("http://127.0.0.1:" + cache.port())
            .withAgain(Duration.ofMillis(300));
    node =
        new EdgeNode(
                new InMemoryTier(), data, Edge.of(EdgeNode.settings().withPurge(purge)), policy)
            .shared("/name", EdgeNode::name)
            .page("/own", EdgeNode::name)
            .start(JettyServer::start);
    cache.start(node.port());
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    cache.close();
  }

  final EdgeNode node() {
    return node;
  }

  final HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cache.port() + path))
            .timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return WebServer.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  final void awaitBody(String path, String body) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(get(path).body()).isEqualTo(body));
  }

  final void rename(long id, String name) {
    data.put(id, name);
    node.twofold.invalidator().invalidate(Names.class, List.of(id));
  }

  private static String outcome(HttpResponse<String> response) {
    return response.headers().firstValue("X-Cache").orElse("none") + " " + response.body();
  }

  @Test
  void sharedResponse_isAnsweredByTheCache() throws Exception {
    assertThat(outcome(get("/name?id=1"))).isEqualTo("miss ada");
    assertThat(outcome(get("/name?id=1"))).isEqualTo("hit ada");
    assertThat(outcome(get("/name?id=2"))).isEqualTo("miss bob");
    assertThat(get("/name?id=1").headers().firstValue("xkey")).isEmpty();
    assertThat(node.calls).hasValue(2);
  }

  @Test
  void clientThatHasIt_isToldByTheCache() throws Exception {
    String tag = get("/name?id=1").headers().firstValue("ETag").orElseThrow();

    assertThat(get("/name?id=1", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(node.calls).hasValue(1);
  }

  @Test
  void otherResponse_passes() throws Exception {
    assertThat(outcome(get("/own?id=1"))).isEqualTo("miss ada");
    assertThat(outcome(get("/own?id=1"))).isEqualTo("miss ada");
    assertThat(node.calls).hasValue(2);
  }

  @Test
  void invalidation_removesWhatItConcerns_andNothingElse() throws Exception {
    get("/name?id=1");
    get("/name?id=2");

    rename(1, "augusta");

    awaitBody("/name?id=1", "augusta");
    assertThat(outcome(get("/name?id=2"))).isEqualTo("hit bob");
  }

  @Test
  void clearedRegion_removesEverythingOfIt() throws Exception {
    get("/name?id=1");
    get("/name?id=2");
    data.putAll(Map.of(1L, "augusta", 2L, "bert"));

    node.twofold.invalidator().clearRegion("default");

    awaitBody("/name?id=1", "augusta");
    awaitBody("/name?id=2", "bert");
  }

  @Test
  void expired_isAskedForByItsTag_andNotRenderedIfOthersHaveFilledTheSame() throws Exception {
    stop();
    start(RegionPolicy.DEFAULT.withTimeToLive(Duration.ofSeconds(1)));
    get("/name?id=1");

    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              node.get("/own?id=1");
              assertThat(get("/name?id=1").body()).isEqualTo("ada");
              assertThat(node.edge.stats().notRendered()).isPositive();
            });
    assertThat(node.edge.stats().shared()).isEqualTo(1);
  }
}
