package dev.twofold.servlet;

import dev.twofold.LoadScope;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds the scope that a {@link TwofoldFilter} attached to a request, also through wrappers. */
public final class TwofoldRequest {

  private TwofoldRequest() {}

  /**
   * The scope of a request.
   *
   * @throws IllegalStateException if there is none, saying what to do
   */
  public static LoadScope scope(ServletRequest request) {
    return require(request, EngineName.DEFAULT);
  }

  /**
   * The scope that a request has of one of several engines.
   *
   * @throws IllegalStateException if there is none, saying what to do
   */
  public static LoadScope scope(ServletRequest request, String engineName) {
    return require(request, EngineName.of(engineName));
  }

  /** The scope of a request, or empty if no filter ran or the request has ended. */
  public static Optional<LoadScope> find(ServletRequest request) {
    return find(request, EngineName.DEFAULT);
  }

  /** The scope that a request has of one of several engines, or empty. */
  public static Optional<LoadScope> find(ServletRequest request, String engineName) {
    return find(request, EngineName.of(engineName));
  }

  private static LoadScope require(ServletRequest request, EngineName name) {
    return find(request, name).orElseThrow(() -> missing(request, name));
  }

  private static Optional<LoadScope> find(ServletRequest request, EngineName name) {
    return Optional.ofNullable(AttachedScope.find(request, name)).map(AttachedScope::scope);
  }

  private static IllegalStateException missing(ServletRequest request, EngineName name) {
    String path = request instanceof HttpServletRequest http ? http.getRequestURI() : "a request";
    return new IllegalStateException(
        "no load scope is attached to %s (dispatcher type %s, request attribute '%s'): map TwofoldFilter to this path and dispatcher type, in front of what loads; once the request has ended, nothing can be loaded for it"
            .formatted(path, request.getDispatcherType(), name.scopeAttribute()));
  }
}
