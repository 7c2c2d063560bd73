package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Lets only pages of this application change something. Browsers tell where a form comes from:
 * newer ones how that relates to where it goes, all of them its origin.
 */
final class SameOrigin {

  private SameOrigin() {}

  /**
   * Refuses a form of another site, or of nobody knows which.
   *
   * @throws Problem if it is one
   */
  static void require(HttpServletRequest request) {
    @Nullable String relation = request.getHeader("Sec-Fetch-Site");
    boolean own = relation == null ? isOwnOrigin(request) : relation.equals("same-origin");
    if (!own) {
      throw new Problem(
          403,
          "Forbidden",
          "Only a form of this site can change something: its header Origin names this site.");
    }
  }

  /** Compares hosts and ports: behind a proxy, the scheme of the request may be another. */
  private static boolean isOwnOrigin(HttpServletRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    @Nullable String host = request.getHeader("Host");
    return origin != null
        && host != null
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }
}
