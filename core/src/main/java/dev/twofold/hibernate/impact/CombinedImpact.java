package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What several impacts make stale together. */
public record CombinedImpact<K>(List<Impact<K>> parts) implements Impact<K> {

  public CombinedImpact {
    parts = List.copyOf(parts);
  }

  /** What makes all keys stale by any write. */
  public static <K> Impact<K> everything() {
    return change -> Affected.all();
  }

  @Override
  public Affected<K> of(Change change) {
    Set<K> keys = new HashSet<>();
    for (Impact<K> part : parts) {
      if (!(part.of(change) instanceof Affected.Keys<K> some)) {
        return Affected.all();
      }
      keys.addAll(some.keys());
    }
    return Affected.keys(keys);
  }
}
