package dev.twofold.internal.scope;

import dev.twofold.internal.invalidation.Delivery;
import dev.twofold.internal.invalidation.NamedEntries;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.TierKey;
import java.util.Collection;
import java.util.Set;

/** Tells the tiers what a request declares stale, and counts it as a trip of the request. */
record ScopeDelivery(Delivery delivery, TripCounters trips) {

  /**
   * Takes entries out of the tiers. Tried even if the tier has failed before in this request: a
   * stale entry is worse than a wait.
   *
   * @return whether the distributed tier has confirmed; true if there is none
   */
  boolean remove(Collection<TierKey> names) {
    return remove(names, Set.of());
  }

  /**
   * As above.
   *
   * @param loaders those that have no entries in any tier: what requests share of them is as old
   */
  boolean remove(Collection<TierKey> names, Set<StaleLoader> loaders) {
    if (names.isEmpty() && loaders.isEmpty()) {
      return true;
    }
    Invalidation stale =
        NamedEntries.of(names).and(new Invalidation(Set.of(), loaders, Set.of(), Set.of()));
    long start = System.nanoTime();
    boolean confirmed = delivery.invalidate(stale);
    if (delivery.hasTier()) {
      trips.removal();
      trips.waited(System.nanoTime() - start);
      if (!confirmed) {
        trips.failure();
      }
    }
    return confirmed;
  }
}
