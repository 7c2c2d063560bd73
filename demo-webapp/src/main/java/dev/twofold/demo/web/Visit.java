package dev.twofold.demo.web;

import dev.twofold.demo.cost.RequestCost;
import dev.twofold.demo.node.Node;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.MatchResult;

/**
 * One request on its way through a handler.
 *
 * @param path what the route's pattern found in the path
 * @param query what stands behind the question mark
 * @param style how the page is written; the default where there is no choice
 * @param links addresses of pages in the same mode
 * @param cost what the request has cost so far
 */
record Visit(
    HttpServletRequest request,
    MatchResult path,
    Query query,
    Mode mode,
    Style style,
    Format format,
    Links links,
    RequestCost cost) {

  static Visit of(HttpServletRequest request, MatchResult path, RequestCost cost, Node node) {
    Query query = new Query(request);
    Mode mode = query.mode();
    Style style = query.style();
    if (mode == Mode.NAIVE && style != Style.RELATIONS) {
      throw Problem.badRequest(
          "Parameter style is for mode 'twofold'; mode 'naive' has no styles.");
    }
    return new Visit(
        request,
        path,
        query,
        mode,
        style,
        Format.of(request),
        Links.of(request, mode, style, node),
        cost);
  }

  /**
   * Refuses a style where there is no choice.
   *
   * @throws Problem if the request names one
   */
  void requireUnstyled() {
    if (style != Style.RELATIONS) {
      throw Problem.badRequest(
          "Style '%s' is for the front page; here is 'relations' only.".formatted(style.text()));
    }
  }
}
