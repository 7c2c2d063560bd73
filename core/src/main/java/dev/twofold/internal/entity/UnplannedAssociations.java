package dev.twofold.internal.entity;

import dev.twofold.internal.relation.PlanSuggestions;
import dev.twofold.settings.UnplannedLoads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of associations of copies that are touched and that no prefetch has read.
 * Thread-safe.
 */
public final class UnplannedAssociations {

  private final UnplannedLoads loads;
  private final PlanSuggestions suggestions;
  private final Set<Touched> touched = new LinkedHashSet<>();

  /** An association, by the names of entities; no target: it leads to values. */
  private record Touched(String entity, String attribute, @Nullable String target) {}

  public UnplannedAssociations(UnplannedLoads loads, PlanSuggestions suggestions) {
    this.loads = loads;
    this.suggestions = suggestions;
  }

  void touched(String entity, String attribute, @Nullable String target) {
    if (loads == UnplannedLoads.REFUSE) {
      throw new IllegalStateException(
          "%s.%s was touched and no prefetch has read it; call entities().prefetch(copies of %s, \"%s\") before (setting unplannedLoads)"
              .formatted(entity, attribute, entity, attribute));
    }
    if (loads == UnplannedLoads.SUGGEST) {
      synchronized (touched) {
        touched.add(new Touched(entity, attribute, target));
      }
    }
  }

  void close() {
    synchronized (touched) {
      if (!touched.isEmpty()) {
        suggestions.suggest(text(touched), touched.size());
        touched.clear();
      }
    }
  }

  /** The calls that read all of it: one for each entity that nothing else leads to. */
  private static String text(Set<Touched> touched) {
    Set<Touched> open = new LinkedHashSet<>(touched);
    List<String> calls = new ArrayList<>();
    while (!open.isEmpty()) {
      String root = root(open);
      List<String> paths = new ArrayList<>();
      take(root, "", open, paths);
      calls.add(
          "entities().prefetch(copies of %s, %s)"
              .formatted(
                  root, paths.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "))));
    }
    return String.join(" and ", calls);
  }

  /** An entity that nothing leads to; in a circle any. */
  private static String root(Set<Touched> open) {
    Set<String> targets =
        open.stream()
            .filter(each -> each.target() != null && !each.target().equals(each.entity()))
            .map(each -> String.valueOf(each.target()))
            .collect(Collectors.toSet());
    return open.stream()
        .map(Touched::entity)
        .filter(entity -> !targets.contains(entity))
        .findFirst()
        .orElseGet(() -> open.iterator().next().entity());
  }

  /** Takes what an entity leads to; whether there was anything. */
  private static boolean take(String entity, String prefix, Set<Touched> open, List<String> paths) {
    List<Touched> own = new ArrayList<>();
    for (Iterator<Touched> each = open.iterator(); each.hasNext(); ) {
      Touched next = each.next();
      if (next.entity().equals(entity)) {
        own.add(next);
        each.remove();
      }
    }
    for (Touched each : own) {
      String path = prefix + each.attribute();
      if (each.target() == null || !take(each.target(), path + ".", open, paths)) {
        paths.add(path);
      }
    }
    return !own.isEmpty();
  }
}
