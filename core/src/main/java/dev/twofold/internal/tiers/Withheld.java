package dev.twofold.internal.tiers;

import dev.twofold.tier.TierKey;

/**
 * What the distributed tier has not been told yet: it is neither asked for these entries nor given
 * them. Thread-safe.
 */
@FunctionalInterface
public interface Withheld {

  /** The tier has been told everything. */
  Withheld NOTHING = key -> false;

  /** Whether an entry became stale and the tier may not know. */
  boolean covers(TierKey key);
}
