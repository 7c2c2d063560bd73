package dev.twofold.internal.tiers;

import dev.twofold.error.TierException;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The distributed tier as one request sees it. Failures end here: they are counted, and the tier is
 * left out for the rest of the request, so that a page of several waves waits for a dead tier once
 * and not once per wave. Thread-safe.
 */
public final class RequestTier {

  private final @Nullable DistributedTier tier;
  private final Duration budget;
  private final TierHealth health;
  private final TripCounters trips;
  private volatile boolean skipped;

  public RequestTier(
      @Nullable DistributedTier tier, Duration budget, TierHealth health, TripCounters trips) {
    this.tier = tier;
    this.budget = budget;
    this.health = health;
    this.trips = trips;
    this.skipped = tier == null;
  }

  /** Whether there is a tier that has not failed in this request. */
  public boolean usable() {
    return !skipped;
  }

  /** The answers for some keys, in their order; null if the tier gave none. */
  public @Nullable List<Lookup> lookup(List<TierKey> keys) {
    DistributedTier target = tier;
    if (target == null || skipped) {
      return null;
    }
    trips.multiGet();
    return trip(
        () -> {
          List<Lookup> answers = target.getAll(keys, budget);
          if (answers.size() != keys.size()) {
            throw new TierException(
                "the distributed tier answered %d of %d keys"
                    .formatted(answers.size(), keys.size()),
                null);
          }
          return answers;
        });
  }

  /** Puts entries, if the tier takes them. */
  public boolean fill(List<Fill> fills) {
    DistributedTier target = tier;
    if (target == null || skipped) {
      return false;
    }
    trips.multiSet();
    return trip(
            () -> {
              target.putAll(fills, budget);
              return true;
            })
        != null;
  }

  /**
   * Removes entries. Tried even if the tier has failed before in this request: a stale entry is
   * worse than a wait.
   *
   * @return whether the tier confirmed; true if there is no tier
   */
  public boolean remove(List<TierKey> keys) {
    DistributedTier target = tier;
    if (target == null || keys.isEmpty()) {
      return true;
    }
    trips.removal();
    return trip(
            () -> {
              target.removeAll(keys, budget);
              return true;
            })
        != null;
  }

  private <T> @Nullable T trip(Supplier<T> call) {
    long start = System.nanoTime();
    try {
      T answer = call.get();
      health.answered();
      return answer;
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others, and a cache must not fail a page.
      skipped = true;
      trips.failure();
      health.failed(e);
      return null;
    } finally {
      trips.waited(System.nanoTime() - start);
    }
  }
}
