package dev.twofold.hibernate.entity;

import static java.util.stream.Collectors.joining;

import dev.twofold.hibernate.entity.Navigation.Destination;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Some paths of associations as steps, those that begin alike merged. Used by one thread. */
final class PathTree {

  private final Map<String, PathTree> steps = new LinkedHashMap<>();

  Map<String, PathTree> steps() {
    return steps;
  }

  /**
   * Adds a path.
   *
   * @throws IllegalArgumentException if it cannot be gone, saying what there is
   */
  void add(Destination from, String path) {
    add(Set.of(from), path, path);
  }

  /** The attributes of an embeddable belong to the step, so a step may have dots in it. */
  private void add(Set<Destination> from, String rest, String path) {
    Map<String, Set<Destination>> known = stepsOf(from);
    int end = rest.indexOf('.');
    while (end >= 0 && !known.containsKey(rest.substring(0, end))) {
      end = rest.indexOf('.', end + 1);
    }
    String step = end < 0 ? rest : rest.substring(0, end);
    Set<Destination> destinations = known.get(step);
    if (destinations == null) {
      throw new IllegalArgumentException(
          "prefetch of '%s': %s has no association '%s'; it has: %s"
              .formatted(path, names(from), step, known.keySet()));
    }
    PathTree next = steps.computeIfAbsent(step, first -> new PathTree());
    if (end >= 0) {
      next.add(destinations, rest.substring(end + 1), path);
    }
  }

  private static Map<String, Set<Destination>> stepsOf(Set<Destination> from) {
    Map<String, Set<Destination>> steps = new TreeMap<>();
    for (Destination each : from) {
      each.steps()
          .forEach(
              (step, destinations) ->
                  steps.computeIfAbsent(step, first -> new LinkedHashSet<>()).addAll(destinations));
    }
    return steps;
  }

  private static String names(Set<Destination> destinations) {
    return destinations.stream().map(Destination::name).distinct().collect(joining(" or "));
  }
}
