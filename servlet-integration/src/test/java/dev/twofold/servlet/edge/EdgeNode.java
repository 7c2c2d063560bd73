package dev.twofold.servlet.edge;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.RegionPolicy;
import dev.twofold.servlet.TwofoldFilter;
import dev.twofold.servlet.TwofoldRequest;
import dev.twofold.servlet.WebApplication;
import dev.twofold.servlet.WebServer;
import dev.twofold.servlet.config.EdgeSettings;
import dev.twofold.servlet.config.EdgeUse;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.DistributedTier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of a web application whose pages are made of names. */
final class EdgeNode {

  /** Starts a container. */
  @FunctionalInterface
  interface Container {
    WebServer start(WebApplication application) throws Exception;
  }

  /** Names of numbers. */
  static final class Names extends RecordingLoader<Long, String> {
    Names(Map<Long, String> data) {
      super(data);
    }
  }

  /** What no tier has. */
  static final class Drafts extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      Map<Long, String> drafts = new HashMap<>();
      keys.forEach(key -> drafts.put(key, "draft"));
      return drafts;
    }

    @Override
    public boolean shared() {
      return false;
    }
  }

  final Names names;
  final Edge edge;
  final Twofold twofold;
  final AtomicInteger calls = new AtomicInteger();
  private final WebApplication application = new WebApplication();
  private WebApplication.Handler inFront = (request, response) -> {};
  private WebServer server;

  EdgeNode(DistributedTier tier, Map<Long, String> data, Edge edge) {
    this(tier, data, edge, RegionPolicy.DEFAULT);
  }

  EdgeNode(DistributedTier tier, Map<Long, String> data, Edge edge, RegionPolicy policy) {
    this.names = new Names(data);
    this.edge = edge;
    this.twofold =
        Twofold.builder()
            .settings(TwofoldSettings.builder().region("default", policy.withJitter(0)).build())
            .distributed(tier)
            .observe(edge)
            .register(names, new Drafts())
            .build();
    application
        .filter(new TwofoldFilter(twofold))
        .filter(this::passInFront)
        .filter(new EdgeFilter(edge));
  }

  private void passInFront(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      inFront.handle((HttpServletRequest) request, (HttpServletResponse) response);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
    chain.doFilter(request, response);
  }

  /** Has a filter in front of that of the edge do something. */
  EdgeNode inFront(WebApplication.Handler handler) {
    inFront = handler;
    return this;
  }

  /** Adds a page that is declared to be shared. */
  EdgeNode shared(String path, WebApplication.Handler handler) {
    return page(
        path,
        (request, response) -> {
          SharedResponse.of(request);
          handler.handle(request, response);
        });
  }

  EdgeNode page(String path, WebApplication.Handler handler) {
    application.servlet(
        path,
        (request, response) -> {
          calls.incrementAndGet();
          handler.handle(request, response);
        });
    return this;
  }

  EdgeNode start(Container container) throws Exception {
    server = container.start(application);
    return this;
  }

  int port() {
    return server.port();
  }

  /** Writes a name. */
  static void name(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/plain");
    LoadScope scope = TwofoldRequest.scope(request);
    long id = Long.parseLong(String.valueOf(request.getParameter("id")));
    response.getWriter().print(scope.find(Names.class, id).orElse("nobody"));
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return WebServer.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static EdgeSettings settings() {
    return EdgeSettings.DEFAULT.withUse(EdgeUse.ON);
  }

  void close() throws Exception {
    if (server != null) {
      server.stop();
    }
    twofold.close();
    edge.close();
  }
}
