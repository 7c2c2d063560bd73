package dev.twofold.internal.tiers;

import dev.twofold.error.TierException;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The distributed tier as one request sees it. Failures end here: they are counted, and the tier is
 * left out for the rest of the request, so that a page of several waves waits for a dead tier once
 * and not once per wave. Thread-safe.
 */
public final class RequestTier {

  private final @Nullable DistributedTier tier;
  private final NearCaches near;
  private final Duration budget;
  private final TierHealth health;
  private final TripCounters trips;
  private volatile boolean skipped;

  /**
   * @param near forgets what is removed too
   */
  public RequestTier(
      @Nullable DistributedTier tier,
      NearCaches near,
      Duration budget,
      TierHealth health,
      TripCounters trips) {
    this.tier = tier;
    this.near = near;
    this.budget = budget;
    this.health = health;
    this.trips = trips;
    this.skipped = tier == null;
  }

  /** Whether there is a tier, failing or not. */
  public boolean exists() {
    return tier != null;
  }

  /** How long a trip may take. */
  public Duration budget() {
    return budget;
  }

  /** Whether there is a tier that has not failed in this request. */
  public boolean usable() {
    return !skipped;
  }

  /** The answers for some keys, in their order; null if the tier gave none. */
  public @Nullable List<Lookup> lookup(List<TierKey> keys, Claim claim) {
    DistributedTier target = tier;
    if (target == null || skipped) {
      return null;
    }
    trips.multiGet();
    return trip(() -> checked(target.getAll(keys, claim, budget), keys.size()));
  }

  private static List<Lookup> checked(List<Lookup> answers, int asked) {
    if (answers.size() != asked) {
      throw new TierException(
          "the distributed tier answered %d of %d keys".formatted(answers.size(), asked), null);
    }
    return answers;
  }

  /** The right to put what a load finds that begins now; null if there is no tier to put it. */
  public @Nullable Vantage vantage() {
    DistributedTier target = tier;
    if (target == null || skipped) {
      return null;
    }
    try {
      return target.vantage();
    } catch (RuntimeException e) {
      failed(e);
      return null;
    }
  }

  /** Puts entries, gives up rights, asks again; null if the tier does not take them. */
  public @Nullable Filled fill(List<Fill> fills, List<Lease> unused, List<TierKey> awaited) {
    DistributedTier target = tier;
    if (target == null || skipped) {
      return null;
    }
    trips.multiSet();
    return trip(
        () -> {
          Filled filled = target.putAll(fills, unused, awaited, budget);
          checked(filled.awaited(), awaited.size());
          return filled;
        });
  }

  /** As {@link #fill}, on a thread that no request waits for. */
  public @Nullable Filled fillBehind(List<Fill> fills, List<Lease> unused) {
    DistributedTier target = tier;
    if (target == null || skipped) {
      return null;
    }
    trips.multiSet();
    return guarded(() -> target.putAll(fills, unused, List.of(), budget));
  }

  /**
   * Removes entries, from the near tier too. Tried even if the tier has failed before in this
   * request: a stale entry is worse than a wait.
   *
   * @return whether the tier confirmed; true if there is no tier
   */
  public boolean remove(List<TierKey> keys) {
    DistributedTier target = tier;
    if (keys.isEmpty()) {
      return true;
    }
    Invalidation stale =
        Invalidation.ofKeys(keys.stream().map(TierKey::stale).collect(Collectors.toSet()));
    near.invalidated(stale);
    if (target == null) {
      return true;
    }
    trips.removal();
    Boolean confirmed =
        trip(
            () -> {
              target.invalidate(stale, budget);
              return true;
            });
    // Once more: a read in between has put back what the distributed tier still had.
    near.invalidated(stale);
    return confirmed != null;
  }

  private <T> @Nullable T trip(Supplier<T> call) {
    long start = System.nanoTime();
    try {
      return guarded(call);
    } finally {
      trips.waited(System.nanoTime() - start);
    }
  }

  private <T> @Nullable T guarded(Supplier<T> call) {
    try {
      T answer = call.get();
      health.answered();
      return answer;
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others, and a cache must not fail a page.
      failed(e);
      return null;
    }
  }

  private void failed(RuntimeException reason) {
    skipped = true;
    trips.failure();
    health.failed(reason);
  }
}
