package dev.twofold.servlet.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twofold.servlet.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small cache that does what {@code docs/edge/varnish.vcl} has Varnish do: keeps what says how
 * long it may be kept, asks with the entity tag once that is over, and drops by surrogate key.
 */
final class KeyedCache implements EdgeCache {

  private static final Pattern TIME = Pattern.compile("s-maxage=(\\d+)");

  private record Kept(HttpResponse<byte[]> response, long deadline) {

    Set<String> keys() {
      return Set.of(response.headers().firstValue("xkey").orElse("").split(" "));
    }

    String tag() {
      return response.headers().firstValue("ETag").orElse("");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Kept> pages = new ConcurrentHashMap<>();
  private final List<Set<String>> purges = new CopyOnWriteArrayList<>();
  private volatile Runnable beforeKeeping = () -> {};
  private volatile int answer = 200;
  private volatile int origin;

  KeyedCache() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void start(int port) {
    origin = port;
  }

  /** Does something when a response has arrived and is not kept yet. */
  void beforeKeeping(Runnable action) {
    beforeKeeping = action;
  }

  /** Answers purges with another status, and does nothing; 200: does what they say. */
  void answerPurgesWith(int status) {
    answer = status;
  }

  /** The keys of each purge. */
  List<Set<String>> purges() {
    return purges;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("PURGE")) {
        purge(exchange);
      } else {
        page(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void purge(HttpExchange exchange) throws IOException {
    Set<String> keys = Set.of(exchange.getRequestHeaders().getFirst("xkey-purge").split(" "));
    purges.add(keys);
    if (answer == 200) {
      pages.values().removeIf(page -> page.keys().stream().anyMatch(keys::contains));
    }
    exchange.sendResponseHeaders(answer, -1);
  }

  private void page(HttpExchange exchange) throws IOException, InterruptedException {
    String uri = exchange.getRequestURI().toString();
    Kept kept = pages.get(uri);
    boolean hit = kept != null && kept.deadline() - System.nanoTime() > 0;
    HttpResponse<byte[]> response = hit ? kept.response() : fetch(uri, kept);
    boolean known =
        response
            .headers()
            .firstValue("ETag")
            .filter(tag -> tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match")))
            .isPresent();
    exchange.getResponseHeaders().set("X-Cache", hit ? "hit" : "miss");
    response
        .headers()
        .firstValue("ETag")
        .ifPresent(tag -> exchange.getResponseHeaders().set("ETag", tag));
    exchange.sendResponseHeaders(known ? 304 : response.statusCode(), known ? -1 : 0);
    if (!known) {
      exchange.getResponseBody().write(response.body());
    }
  }

  private HttpResponse<byte[]> fetch(String uri, Kept expired)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + origin + uri))
            .timeout(Duration.ofSeconds(20));
    if (expired != null && !expired.tag().isEmpty()) {
      request.header("If-None-Match", expired.tag());
    }
    HttpResponse<byte[]> fetched =
        WebServer.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    HttpResponse<byte[]> response =
        fetched.statusCode() == 304 && expired != null ? expired.response() : fetched;
    beforeKeeping.run();
    Matcher time = TIME.matcher(fetched.headers().firstValue("Cache-Control").orElse(""));
    if (time.find()) {
      long nanos = Duration.ofSeconds(Long.parseLong(time.group(1))).toNanos();
      pages.put(uri, new Kept(response, System.nanoTime() + nanos));
    }
    return response;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
