package dev.twofold.invalidation;

import java.util.HashSet;
import java.util.Set;

/**
 * What became stale together.
 *
 * @param keys single entries
 * @param loaders loaders all of whose entries did
 * @param regions the names of regions all of whose entries did
 * @param tags tags under which all entries did
 */
public record Invalidation(
    Set<StaleKey> keys, Set<StaleLoader> loaders, Set<String> regions, Set<String> tags) {

  /** Nothing. */
  public static final Invalidation NOTHING =
      new Invalidation(Set.of(), Set.of(), Set.of(), Set.of());

  public Invalidation {
    keys = Set.copyOf(keys);
    loaders = Set.copyOf(loaders);
    regions = Set.copyOf(regions);
    tags = Set.copyOf(tags);
  }

  /** Single entries and nothing else. */
  public static Invalidation ofKeys(Set<StaleKey> keys) {
    return new Invalidation(keys, Set.of(), Set.of(), Set.of());
  }

  /** This and more. */
  public Invalidation and(Invalidation others) {
    return isEmpty()
        ? others
        : new Invalidation(
            union(keys, others.keys),
            union(loaders, others.loaders),
            union(regions, others.regions),
            union(tags, others.tags));
  }

  private static <T> Set<T> union(Set<T> some, Set<T> others) {
    Set<T> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  public boolean isEmpty() {
    return keys.isEmpty() && loaders.isEmpty() && regions.isEmpty() && tags.isEmpty();
  }
}
