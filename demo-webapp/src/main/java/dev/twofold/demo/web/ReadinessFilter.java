package dev.twofold.demo.web;

import dev.twofold.demo.cost.CostHeaders;
import dev.twofold.demo.cost.RequestCost;
import dev.twofold.demo.node.Node;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Lets requests through once the application has started; until then it answers 503. */
final class ReadinessFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Readiness readiness;
  private final transient Renderer renderer;
  private final transient Node node;

  ReadinessFilter(Readiness readiness, Renderer renderer, Node node) {
    this.readiness = readiness;
    this.renderer = renderer;
    this.node = node;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (readiness.isReady()) {
      chain.doFilter(request, response);
      return;
    }
    Map<String, String> headers = new HashMap<>(CostHeaders.of(RequestCost.none()));
    headers.put("Retry-After", "1");
    answer(request).send(response, headers, !request.getMethod().equals("HEAD"));
  }

  private Answer answer(HttpServletRequest request) {
    boolean failed = readiness.hasFailed();
    if (request.getServletPath().equals("/health")) {
      return renderer.json(Map.of("status", failed ? "failed" : "starting")).withStatus(503);
    }
    Problem problem =
        new Problem(
            503,
            "Service unavailable",
            failed
                ? "The application could not start. Its log tells why."
                : "The application is starting. Please try again in a moment.");
    return renderer.problem(problem, Format.of(request), Links.of(request, node));
  }
}
