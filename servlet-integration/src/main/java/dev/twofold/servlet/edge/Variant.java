package dev.twofold.servlet.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which response it is, beside what it was made of.
 *
 * @param uri path and query of the request, as they were sent
 * @param vary the names of the request headers that it depends on, in lower case, sorted
 * @param values what the request has of each
 */
record Variant(String uri, List<String> vary, List<String> values) {

  private static final int TAG_BYTES = 18;

  Variant {
    vary = List.copyOf(vary);
    values = List.copyOf(values);
  }

  /** That of a request whose response depends on some of its headers. */
  static Variant of(String uri, HttpServletRequest request, List<String> vary) {
    List<String> values = new ArrayList<>(vary.size());
    for (String name : vary) {
      values.add(String.join(",", Collections.list(request.getHeaders(name))));
    }
    return new Variant(uri, vary, values);
  }

  /** Path and query of a request. */
  static String uri(HttpServletRequest request) {
    String query = request.getQueryString();
    String path = request.getRequestURI();
    return query == null ? path : path + "?" + query;
  }

  /** Whether another request gets the same one. */
  boolean fits(HttpServletRequest request) {
    return equals(of(uri(request), request, vary));
  }

  /**
   * The opaque part of its entity tag: the same on all nodes.
   *
   * @param version of the application's own, such as that of a template
   * @param digest of the entries that it was made of
   */
  String tag(String version, String digest) {
    List<String> parts = new ArrayList<>(List.of(uri, version, digest));
    parts.addAll(vary);
    parts.addAll(values);
    return ShortHash.of(TAG_BYTES, parts);
  }
}
