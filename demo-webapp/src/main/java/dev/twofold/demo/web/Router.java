package dev.twofold.demo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who answers for a path. */
final class Router {

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a route.
   *
   * @param pattern a regular expression for the whole path; its groups are what a handler reads
   */
  Router add(String pattern, Handler handler) {
    routes.add(new Route(Pattern.compile(pattern), handler));
    return this;
  }

  /**
   * The route of a path.
   *
   * @throws Problem if there is none
   */
  Match find(String path) {
    for (Route route : routes) {
      Matcher matcher = route.pattern().matcher(path);
      if (matcher.matches()) {
        return new Match(matcher.toMatchResult(), route.handler());
      }
    }
    throw Problem.notFound("There is no such page.");
  }

  private record Route(Pattern pattern, Handler handler) {}

  /** A route with what its pattern found in the path. */
  record Match(MatchResult path, Handler handler) {}
}
