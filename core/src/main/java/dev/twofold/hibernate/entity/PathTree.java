package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.Navigation.Destination;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

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
    add(from, path, path);
  }

  /** The attributes of an embeddable belong to the step, so a step may have dots in it. */
  private void add(Destination from, String rest, String path) {
    Map<String, Navigation> navigations = from.navigations();
    int end = rest.indexOf('.');
    while (end >= 0 && !navigations.containsKey(rest.substring(0, end))) {
      end = rest.indexOf('.', end + 1);
    }
    String step = end < 0 ? rest : rest.substring(0, end);
    Navigation navigation = navigations.get(step);
    if (navigation == null) {
      throw new IllegalArgumentException(
          "prefetch of '%s': %s has no association '%s'; it has: %s"
              .formatted(path, from.name(), step, new TreeSet<>(navigations.keySet())));
    }
    PathTree next = steps.computeIfAbsent(step, first -> new PathTree());
    if (end >= 0) {
      next.add(navigation.destination(), rest.substring(end + 1), path);
    }
  }
}
