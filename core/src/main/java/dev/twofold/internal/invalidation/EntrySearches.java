package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntrySearch;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the distributed tier. What it throws is for the operator who wants it done.
 * Thread-safe.
 */
final class EntrySearches {

  private final @Nullable DistributedTier tier;
  private final Duration budget;
  private final Consumer<Invalidation> near;

  /**
   * @param budget how long one trip may take
   * @param near the step that near tiers take before and after each trip
   */
  EntrySearches(@Nullable DistributedTier tier, Duration budget, Consumer<Invalidation> near) {
    this.tier = tier;
    this.budget = budget;
    this.near = near;
  }

  boolean arePossible() {
    return tier != null;
  }

  EntrySearch begin(String pattern, int step) {
    return tier().search(pattern, step);
  }

  EntrySearch.Step next(EntrySearch search) {
    return search.next(budget);
  }

  /** Nobody puts an entry of the loader that was read before, and near tiers forget theirs. */
  void revoke(StaleLoader loader) {
    Invalidation stale = new Invalidation(Set.of(), Set.of(loader), Set.of(), Set.of());
    near.accept(stale);
    tier().revoke(stale.loaders(), budget);
    near.accept(stale);
  }

  private DistributedTier tier() {
    DistributedTier target = tier;
    if (target == null) {
      throw new IllegalStateException("there is no distributed tier");
    }
    return target;
  }
}
