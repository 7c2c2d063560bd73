package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.twofold.servlet.config.PurgeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VarnishPurgerTest {

  /** Answers that a body follows, which does not. */
  private static final int UNENDED = 1;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          requests.add(
              "%s %s purge=%s soft=%s authorization=%s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      headers.getFirst("xkey-purge"),
                      headers.getFirst("xkey-softpurge"),
                      headers.getFirst("Authorization")));
          if (status == 0) {
            awaitEnd();
          } else if (status == UNENDED) {
            exchange.sendResponseHeaders(200, 1);
            awaitEnd();
          } else {
            exchange.sendResponseHeaders(status, -1);
          }
          exchange.close();
        });
    server.start();
  }

  private void awaitEnd() {
    try {
      hangs.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    hangs.countDown();
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private PurgeSettings settings() {
    return PurgeSettings.DEFAULT.withAddresses(address());
  }

  private static void purge(PurgeSettings settings) throws IOException, InterruptedException {
    new VarnishPurger(settings).purge(Set.of("e1"));
  }

  @Test
  void purge_isOneRequestWithAllKeys() throws Exception {
    new VarnishPurger(settings()).purge(new TreeSet<>(Set.of("e1", "m2")));

    assertThat(requests).containsExactly("PURGE / purge=e1 m2 soft=null authorization=null");
  }

  @Test
  void softPurgeWithToken_toSeveralAddresses() throws Exception {
    String both = address() + "/one, " + address() + "/two";

    purge(PurgeSettings.DEFAULT.withAddresses(both).withSoft(true).withToken("secret"));

    assertThat(requests)
        .containsExactlyInAnyOrder(
            "PURGE /one purge=null soft=e1 authorization=Bearer secret",
            "PURGE /two purge=null soft=e1 authorization=Bearer secret");
  }

  @Test
  void cacheThatRefuses_isNamed_andNoSecretIs() {
    status = 403;

    assertThatThrownBy(() -> purge(settings().withToken("secret")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "1 of 1 caches have not confirmed the purge of 1 surrogate keys: %s answered 403"
                .formatted(address()));
  }

  /**
   * The purges that wait would wait for ever. The time-out of a request covers the body of its
   * answer in later versions of Java only.
   */
  @Test
  void answerThatDoesNotEnd_isNotConfirmed() {
    status = UNENDED;
    assertThatThrownBy(() -> purge(settings().withTimeout(Duration.ofMillis(200))))
        .hasMessageMatching(".* failed with java\\..*\\.(Http)?TimeoutException");
  }

  @Test
  void noAnswerInTime_orNobodyThere_isNotConfirmed() {
    status = 0;
    assertThatThrownBy(() -> purge(settings().withTimeout(Duration.ofMillis(200))))
        .hasMessageEndingWith("failed with java.net.http.HttpTimeoutException");
    assertThatThrownBy(() -> purge(settings().withAddresses("http://127.0.0.1:1")))
        .hasMessageEndingWith("failed with java.net.ConnectException");
  }
}
