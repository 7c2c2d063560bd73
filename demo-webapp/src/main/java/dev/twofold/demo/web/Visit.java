package dev.twofold.demo.web;

import dev.twofold.demo.cost.RequestCost;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.MatchResult;

/**
 * One request on its way through a handler.
 *
 * @param path what the route's pattern found in the path
 * @param query what stands behind the question mark
 * @param links addresses of pages in the same mode
 * @param cost what the request has cost so far
 */
record Visit(
    HttpServletRequest request,
    MatchResult path,
    Query query,
    Mode mode,
    Format format,
    Links links,
    RequestCost cost) {

  static Visit of(HttpServletRequest request, MatchResult path, RequestCost cost) {
    Query query = new Query(request);
    Mode mode = query.mode();
    return new Visit(request, path, query, mode, Format.of(request), Links.of(request, mode), cost);
  }
}
