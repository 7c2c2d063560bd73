package dev.twofold.servlet.edge;

import dev.twofold.Contents;
import dev.twofold.LoadScope;
import dev.twofold.servlet.config.EdgeSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests whose responses may be shared. Thread-safe. */
final class EdgeRequests {

  private static final Logger LOG = LoggerFactory.getLogger(EdgeRequests.class);

  private final Edge edge;
  private final EdgeSettings settings;

  EdgeRequests(Edge edge) {
    this.edge = edge;
    this.settings = edge.settings();
  }

  boolean isOn() {
    return settings.isOn();
  }

  void answer(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, LoadScope scope)
      throws IOException, ServletException {
    long start = edge.marks().now();
    IfNoneMatch known = IfNoneMatch.of(request);
    SharedPage unchanged = isPlain(response) ? unchanged(request, known, scope, start) : null;
    if (unchanged != null) {
      edge.counters().notRendered();
      unchanged.addHeaders(response);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    HeldResponse held = new HeldResponse(response, settings.bodyBytes());
    SharedResponse shared = new SharedResponse(held::hold);
    Exchange exchange =
        new Exchange(
            request,
            Variant.uri(request),
            held,
            shared,
            scope,
            known,
            start,
            scope.stats().waves() > 0);
    exchange.attach(request);
    try {
      chain.doFilter(request, held);
    } finally {
      exchange.detach(request);
    }
    if (exchange.isOpen()) {
      finish(exchange);
    }
  }

  /** After a forward nothing more is written, and some containers take no more headers either. */
  void forward(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    Exchange exchange = Exchange.of(request);
    if (exchange.isOpen()) {
      finish(exchange);
    }
  }

  /** The page that the client has, if it is as it was; null if not, or if nobody knows. */
  private @Nullable SharedPage unchanged(
      HttpServletRequest request, IfNoneMatch known, LoadScope scope, long start) {
    for (String tag : known.tags()) {
      SharedPage page = edge.pages().get(tag);
      if (page != null && page.isFor(request)) {
        if (scope.isCurrent(page.contents())
            && !edge.marks().hasChanged(() -> SurrogateKeys.all(page.contents()), start)) {
          return page;
        }
        edge.pages().remove(tag);
        return null;
      }
    }
    return null;
  }

  private void finish(Exchange exchange) throws IOException {
    String refusal = refusal(exchange);
    if (refusal != null) {
      refuse(exchange, refusal);
      return;
    }
    Contents contents = exchange.scope().contents();
    Optional<String> keys = SurrogateKeys.header(contents, settings.keyBytes());
    if (contents.obstacle().isPresent()) {
      refuse(exchange, contents.obstacle().get());
    } else if (keys.isEmpty()) {
      refuse(exchange, "its surrogate keys are longer than the limit edge.key-limit");
    } else if (exchange.hadRead() && !exchange.scope().isCurrent(contents)) {
      refuse(exchange, "what was read in front of this filter is not known to be as it was");
    } else if (edge.marks().hasChanged(() -> SurrogateKeys.all(contents), exchange.start())) {
      refuse(exchange, "something that it was made of became stale meanwhile");
    } else {
      Variant variant = Variant.of(exchange.uri(), exchange.request(), exchange.vary());
      share(variant, exchange, contents, keys.get());
    }
  }

  /** What is in the way whatever the response was made of; null if nothing is. */
  private static @Nullable String refusal(Exchange exchange) {
    HttpServletRequest request = exchange.request();
    HeldResponse held = exchange.held();
    if (request.isAsyncStarted()) {
      return "it is asynchronous";
    }
    if (held.isCommitted()) {
      return "it was sent before it was complete: it is longer than the limit edge.body-limit, was"
          + " flushed before it was declared to be shared, or was forwarded while this filter is"
          + " not mapped to the dispatcher type FORWARD";
    }
    if (held.getStatus() != HttpServletResponse.SC_OK) {
      return "its status is not 200";
    }
    if (!isPlain(held)) {
      return "it sets a cookie, or the application has set Cache-Control or ETag itself";
    }
    if (exchange.vary().contains("*")) {
      return "it depends on more than headers";
    }
    if (!exchange.shared().isAuthorized() && request.getHeader("Authorization") != null) {
      return "the request has a login";
    }
    return null;
  }

  /** Whether it says nothing that caches would keep with what they have, or that is ours to say. */
  private static boolean isPlain(HttpServletResponse response) {
    return !response.containsHeader("Set-Cookie")
        && !response.containsHeader("Cache-Control")
        && !response.containsHeader("ETag");
  }

  private void refuse(Exchange exchange, String reason) throws IOException {
    edge.counters().refused();
    LOG.debug("The response to {} is not shared: {}", exchange.request().getRequestURI(), reason);
    exchange.held().release();
  }

  private void share(Variant variant, Exchange exchange, Contents contents, String keys) {
    HeldResponse held = exchange.held();
    SharedResponse shared = exchange.shared();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", cacheControl(contents.timeToLive()));
    headers.put(settings.keyHeader(), keys);
    if (!variant.vary().isEmpty()) {
      headers.put("Vary", String.join(", ", variant.vary()));
    }
    String tag =
        contents.digest().map(digest -> variant.tag(shared.version(), digest)).orElse(null);
    if (tag != null) {
      headers.put("ETag", "W/\"" + tag + "\"");
      edge.pages().put(new SharedPage(variant, tag, shared.isAuthorized(), contents, headers));
    }
    headers.forEach(
        (name, value) -> {
          if (name.equals("Vary")) {
            held.setHeader(name, value); // which has those of the application too
          } else {
            held.addHeader(name, value);
          }
        });
    if (tag != null && exchange.known().matches(tag)) {
      edge.counters().notSent();
      held.endNotModified();
    } else {
      edge.counters().shared();
      held.end();
    }
  }

  /** Browsers ask each time, unless the settings say otherwise: nobody can purge them. */
  private String cacheControl(Duration timeToLive) {
    Duration browser = settings.browserTime();
    Duration shorter = browser.compareTo(timeToLive) < 0 ? browser : timeToLive;
    return "public, max-age=%d, s-maxage=%d".formatted(shorter.toSeconds(), timeToLive.toSeconds())
        + directive("stale-while-revalidate", settings.staleWhileRevalidate())
        + directive("stale-if-error", settings.staleIfError());
  }

  private static String directive(String name, Duration time) {
    return time.isZero() ? "" : ", %s=%d".formatted(name, time.toSeconds());
  }
}
