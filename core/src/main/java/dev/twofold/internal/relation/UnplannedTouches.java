package dev.twofold.internal.relation;

import dev.twofold.settings.UnplannedLoads;
import java.util.LinkedHashSet;
import java.util.Set;

/** What becomes of relations that are asked for and that no plan has resolved. Thread-safe. */
final class UnplannedTouches {

  private final UnplannedLoads loads;
  private final PlanSuggestions suggestions;
  private final Set<RegisteredRelation> touched = new LinkedHashSet<>();

  UnplannedTouches(UnplannedLoads loads, PlanSuggestions suggestions) {
    this.loads = loads;
    this.suggestions = suggestions;
  }

  void touched(RegisteredRelation relation) {
    if (loads == UnplannedLoads.REFUSE) {
      throw new IllegalStateException(
          "relation %s was asked for and no plan has resolved it; prefetch %s before (setting unplannedLoads)"
              .formatted(relation.name(), PlanText.of(Set.of(relation))));
    }
    if (loads == UnplannedLoads.SUGGEST) {
      synchronized (touched) {
        touched.add(relation);
      }
    }
  }

  void close() {
    synchronized (touched) {
      if (!touched.isEmpty()) {
        suggestions.suggest(PlanText.of(touched), touched.size());
        touched.clear();
      }
    }
  }
}
