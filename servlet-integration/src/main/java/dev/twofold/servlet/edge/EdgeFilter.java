package dev.twofold.servlet.edge;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.error.ConfigurationException;
import dev.twofold.servlet.TwofoldRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says to the caches in front of the application how long they may keep a {@linkplain
 * SharedResponse shared} response and what it was made of, and answers {@code 304 Not Modified}
 * without calling the application where all of that still is as it was. Whatever the application
 * does not declare to be shared passes as it is.
 *
 * <p>Map it behind {@link dev.twofold.servlet.TwofoldFilter}, and in front of what renders, to the
 * dispatcher types {@code REQUEST} and {@code FORWARD}. It looks at {@code GET} and {@code HEAD}
 * and lets others pass. Responses that become asynchronous are not shared.
 *
 * <p>The {@link Edge} is given to the constructor or found in the servlet context, when the first
 * request comes, under {@link #EDGE_ATTRIBUTE}. Thread-safe.
 */
public class EdgeFilter extends HttpFilter {

  /** The attribute of the servlet context that holds the {@link Edge}. */
  public static final String EDGE_ATTRIBUTE = "dev.twofold.servlet.edge.Edge";

  /** The init-param that names the engine, if the application has several. */
  public static final String ENGINE_PARAMETER = "engine";

  private static final long serialVersionUID = 1L;

  private transient volatile @Nullable EdgeRequests requests;
  private transient volatile @Nullable String engine;

  /** A filter for the edge in the servlet context. */
  public EdgeFilter() {
    requests = null;
    engine = null;
  }

  /** A filter for an edge. */
  public EdgeFilter(Edge edge) {
    requests = new EdgeRequests(requireNonNull(edge, "edge"));
    engine = null;
  }

  /** Reads the name of the engine, if an init-param gives one. */
  @Override
  public void init() throws ServletException {
    engine = getInitParameter(ENGINE_PARAMETER);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    EdgeRequests known = requests(request.getServletContext());
    DispatcherType type = request.getDispatcherType();
    boolean attached = Exchange.isAttached(request);
    if (known.isOn() && !attached && type == DispatcherType.REQUEST && isRead(request)) {
      known.answer(request, response, chain, scope(request));
    } else if (attached && type == DispatcherType.FORWARD) {
      known.forward(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private LoadScope scope(HttpServletRequest request) {
    String name = engine;
    return name == null ? TwofoldRequest.scope(request) : TwofoldRequest.scope(request, name);
  }

  private EdgeRequests requests(ServletContext context) {
    EdgeRequests known = requests;
    if (known == null) {
      known = new EdgeRequests(find(context));
      requests = known;
    }
    return known;
  }

  private Edge find(ServletContext context) {
    Object found = context.getAttribute(EDGE_ATTRIBUTE);
    if (found instanceof Edge edge) {
      return edge;
    }
    throw new ConfigurationException(
        "no edge for %s: servlet context attribute '%s' is %s; put it there at start, or give it to the constructor of the filter"
            .formatted(
                getClass().getName(),
                EDGE_ATTRIBUTE,
                found == null ? "not set" : "a " + found.getClass().getName()));
  }
}
