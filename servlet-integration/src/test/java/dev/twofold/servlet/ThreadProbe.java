package dev.twofold.servlet;

import dev.twofold.LoadScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in front of the filter and looks at the thread before and after each dispatch. */
final class ThreadProbe extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient List<String> dispatches = new CopyOnWriteArrayList<>();
  private final transient List<String> leaks = new CopyOnWriteArrayList<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String dispatch = request.getDispatcherType() + " " + request.getRequestURI();
    look("before " + dispatch);
    try {
      chain.doFilter(request, response);
    } finally {
      look("after " + dispatch);
      dispatches.add(dispatch);
    }
  }

  private void look(String moment) {
    if (isBound()) {
      leaks.add(moment);
    }
  }

  private static boolean isBound() {
    try {
      return LoadScope.current() != null;
    } catch (IllegalStateException notBound) {
      return false;
    }
  }

  /** The dispatches that are over, in order. */
  List<String> dispatches() {
    return dispatches;
  }

  /** When a scope was bound to the thread though no dispatch was running. */
  List<String> leaks() {
    return leaks;
  }
}
