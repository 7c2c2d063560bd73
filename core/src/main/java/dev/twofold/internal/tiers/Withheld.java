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

  /** Whether it covers nothing at all, so that no entry has to be named. Default: nobody knows. */
  default boolean isEmpty() {
    return false;
  }

  /** Whether an entry became stale and the tier may not know. */
  boolean covers(TierKey key);
}
