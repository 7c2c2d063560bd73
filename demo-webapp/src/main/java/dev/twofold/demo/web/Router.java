package dev.twofold.demo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds who answers for a path. */
final class Router {

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a route that can be read.
   *
   * @param pattern a regular expression for the whole path; its groups are what a handler reads
   */
  Router add(String pattern, Handler reading) {
    routes.add(new Route(Pattern.compile(pattern), reading, null));
    return this;
  }

  /** Adds a route that can be read, and that takes forms. */
  Router add(String pattern, Handler reading, Handler posting) {
    routes.add(new Route(Pattern.compile(pattern), reading, posting));
    return this;
  }

  /** Adds a route that takes forms, and has nothing to read. */
  Router addForm(String pattern, Handler posting) {
    routes.add(new Route(Pattern.compile(pattern), null, posting));
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
        return new Match(matcher.toMatchResult(), route);
      }
    }
    throw Problem.notFound("There is no such page.");
  }

  private record Route(Pattern pattern, @Nullable Handler reading, @Nullable Handler posting) {

    String methods() {
      if (reading == null) {
        return "POST, OPTIONS";
      }
      return posting == null ? "GET, HEAD, OPTIONS" : "GET, HEAD, POST, OPTIONS";
    }
  }

  /** A route with what its pattern found in the path. */
  record Match(MatchResult path, Route route) {

    /** Who answers a method; empty if nobody does. */
    Optional<Handler> handler(String method) {
      return switch (method) {
        case "GET", "HEAD" -> Optional.ofNullable(route.reading());
        case "POST" -> Optional.ofNullable(route.posting());
        default -> Optional.empty();
      };
    }

    /** The methods that are answered, as the header says it. */
    String allowed() {
      return route.methods();
    }
  }
}
