package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.Invalidation;
import java.time.Duration;

/**
 * How long a trip to the distributed tier may take. A server needs some microseconds for each entry
 * that it takes out, so that a trip of many has more time; how many there may be is {@linkplain
 * NamedEntries limited}.
 *
 * @param few for a trip of few entries
 */
record TripBudget(Duration few) {

  /** So many entries have the budget once more. */
  private static final int PORTION = 1_000;

  Duration of(Invalidation stale) {
    return few.multipliedBy(1 + stale.keys().size() / PORTION);
  }
}
