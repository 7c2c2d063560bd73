package dev.twofold.servlet.edge;

import dev.twofold.LoadScope;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request while the application answers it.
 *
 * @param request as it came in, whatever it is forwarded to
 * @param uri its path and query, which containers change for a forward
 * @param held its response
 * @param shared what the application says about it
 * @param scope what it is made of
 * @param known what the client has
 * @param start the moment of {@link ChangeMarks} at which it began
 * @param hadRead whether something was read before, so that a change of it may have been heard
 *     before
 */
record Exchange(
    HttpServletRequest request,
    String uri,
    HeldResponse held,
    SharedResponse shared,
    LoadScope scope,
    IfNoneMatch known,
    long start,
    boolean hadRead) {

  private static final String ATTRIBUTE = Exchange.class.getName();

  static boolean isAttached(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Exchange;
  }

  static Exchange of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
      return exchange;
    }
    throw new IllegalStateException("no exchange is attached to the request");
  }

  void attach(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
    shared.attach(request);
  }

  void detach(ServletRequest request) {
    request.removeAttribute(ATTRIBUTE);
    shared.detach(request);
  }

  /**
   * The headers that the response depends on: those that the application has named, and those that
   * it has, or another filter, in the response itself. Lower case, sorted.
   */
  List<String> vary() {
    Set<String> names = new TreeSet<>(shared.vary());
    for (String header : held.getHeaders("Vary")) {
      for (String name : header.split(",", -1)) {
        if (!name.isBlank()) {
          names.add(name.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return List.copyOf(names);
  }

  /** Whether the application has declared it to be shared, and nobody has decided yet. */
  boolean isOpen() {
    return held.isHolding();
  }
}
