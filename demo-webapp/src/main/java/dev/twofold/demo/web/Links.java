package dev.twofold.demo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Addresses of pages and files. Those of pages keep the mode of the page that they stand on. For
 * templates.
 *
 * @param base the path of the application, empty for the root
 * @param self the path of the page, with that of the application
 * @param naive whether the page is in naive mode
 */
public record Links(String base, String self, boolean naive) {

  static Links of(HttpServletRequest request, Mode mode) {
    return new Links(request.getContextPath(), request.getRequestURI(), mode == Mode.NAIVE);
  }

  /** A page. */
  public String to(String path) {
    return base + path + (naive ? "?mode=naive" : "");
  }

  /** The page of a user. */
  public String user(String name) {
    return to("/users/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** Another part of the list that this page shows. */
  public String page(long number) {
    return self + "?page=" + number + (naive ? "&mode=naive" : "");
  }

  /** This page in the other mode. */
  public String otherMode() {
    return self + (naive ? "" : "?mode=naive");
  }

  /** A file or picture, which has no mode. */
  public String file(String path) {
    return base + "/" + path;
  }
}
