package dev.twofold.servlet;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.key.ParameterValues;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request a {@link LoadScope}: attached to the request, where {@link TwofoldRequest}
 * finds it, and bound to the thread of every dispatch, where {@link LoadScope#current} finds it.
 * The scope ends with the request, however that ends: normally, by an exception, or asynchronously.
 *
 * <ul>
 *   <li>Forwards and includes use the scope of the request.
 *   <li>An asynchronous request keeps its scope until it completes or fails, also over a timeout;
 *       the thread lets go of it as soon as it leaves the filter. Other threads take it by {@link
 *       LoadScope#wrap} or {@link LoadScope#bind}.
 *   <li>An error page that the container calls after the scope has ended gets one of its own.
 * </ul>
 *
 * <p>Map it to {@code /*} and all dispatcher types, before whatever loads, and let it support
 * asynchronous requests. It has no {@code @WebFilter}, so that no application gets it unasked;
 * subclass it to register it by annotation:
 *
 * <pre>{@code
 * @WebFilter(urlPatterns = "/*", asyncSupported = true, dispatcherTypes = {
 *     DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.INCLUDE,
 *     DispatcherType.ASYNC, DispatcherType.ERROR})
 * public class ApplicationFilter extends TwofoldFilter {}
 * }</pre>
 *
 * <p>The engine is given to the constructor or found in the servlet context, when the first request
 * comes, under {@link #ENGINE_ATTRIBUTE}. An application with several engines names them: by the
 * constructor, or by the init-param {@link #ENGINE_PARAMETER}. Thread-safe.
 */
public class TwofoldFilter extends HttpFilter {

  /**
   * The attribute of the servlet context that holds the engine; for an engine with a name, followed
   * by a dot and that name.
   */
  public static final String ENGINE_ATTRIBUTE = "dev.twofold.Twofold";

  /** The init-param that names the engine, if the application has several. */
  public static final String ENGINE_PARAMETER = "engine";

  private static final long serialVersionUID = 1L;

  private final transient RequestParameters parameters;
  private transient volatile EngineName name;
  private transient volatile @Nullable Twofold twofold;

  /** A filter for the engine in the servlet context, without parameters. */
  public TwofoldFilter() {
    this(request -> ParameterValues.none());
  }

  /** A filter for the engine in the servlet context. */
  public TwofoldFilter(RequestParameters parameters) {
    this.name = EngineName.DEFAULT;
    this.twofold = null;
    this.parameters = requireNonNull(parameters, "parameters");
  }

  /** A filter for an engine, without parameters. */
  public TwofoldFilter(Twofold twofold) {
    this(twofold, request -> ParameterValues.none());
  }

  /** A filter for an engine. */
  public TwofoldFilter(Twofold twofold, RequestParameters parameters) {
    this.name = EngineName.DEFAULT;
    this.twofold = requireNonNull(twofold, "twofold");
    this.parameters = requireNonNull(parameters, "parameters");
  }

  /** A filter for one of several engines. */
  public TwofoldFilter(String engineName, Twofold twofold, RequestParameters parameters) {
    this.name = EngineName.of(engineName);
    this.twofold = requireNonNull(twofold, "twofold");
    this.parameters = requireNonNull(parameters, "parameters");
  }

  /** Reads the name of the engine, if an init-param gives one. */
  @Override
  public void init() throws ServletException {
    String engineName = getInitParameter(ENGINE_PARAMETER);
    if (engineName != null) {
      name = EngineName.of(engineName);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Twofold engine = engine(request.getServletContext());
    AttachedScope attached = AttachedScope.find(request, name);
    if (attached == null) {
      runInNewScope(engine, request, response, chain);
    } else if (!attached.isFrom(engine)) {
      throw new IllegalStateException(
          "two filters with different engines use the request attribute '%s'; name one of the engines"
              .formatted(name.scopeAttribute()));
    } else if (attached.isBoundHere()) {
      chain.doFilter(request, response);
    } else {
      runInScope(attached, request, response, chain);
    }
  }

  @SuppressWarnings("try") // The resources are held, not used.
  private void runInNewScope(
      Twofold engine, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try (AttachedScope attached =
            AttachedScope.open(engine, parameters.of(request), request, name);
        LoadScope.Binding thread = attached.bind()) {
      chain.doFilter(request, response);
    }
  }

  @SuppressWarnings("try") // The resource is held, not used.
  private static void runInScope(
      AttachedScope attached,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    try (LoadScope.Binding thread = attached.bind()) {
      chain.doFilter(request, response);
    }
  }

  private Twofold engine(ServletContext context) {
    Twofold known = twofold;
    if (known == null) {
      known = find(context);
      twofold = known;
    }
    return known;
  }

  private Twofold find(ServletContext context) {
    String attribute = name.engineAttribute();
    Object found = context.getAttribute(attribute);
    if (found instanceof Twofold engine) {
      return engine;
    }
    throw new ConfigurationException(
        "no engine for %s: servlet context attribute '%s' is %s; put the engine there at start, for instance by a subclass of TwofoldListener, or give it to the constructor of the filter"
            .formatted(
                getClass().getName(),
                attribute,
                found == null ? "not set" : "a " + found.getClass().getName()));
  }
}
