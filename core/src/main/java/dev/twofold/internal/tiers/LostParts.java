package dev.twofold.internal.tiers;

import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts of the distributed tier that have not answered one request, which does not wait for
 * them again: the hits of the other parts cost it nothing more. Thread-safe.
 */
final class LostParts {

  private final DistributedTier tier;
  private final Set<String> lost = ConcurrentHashMap.newKeySet(0);

  LostParts(DistributedTier tier) {
    this.tier = tier;
  }

  boolean isEmpty() {
    return lost.isEmpty();
  }

  boolean has(TierKey key) {
    return !lost.isEmpty() && lost.contains(tier.part(key));
  }

  /**
   * Takes the answers of a trip.
   *
   * @return whether a part was waited for in vain
   */
  boolean learn(List<TierKey> keys, List<Lookup> answers) {
    boolean waited = false;
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof Lookup.Unavailable unavailable) {
        lost.add(tier.part(keys.get(i)));
        waited |= unavailable.asked();
      }
    }
    return waited;
  }

  /** Takes the parts that have not answered fills. */
  void add(Set<String> parts) {
    lost.addAll(parts);
  }
}
