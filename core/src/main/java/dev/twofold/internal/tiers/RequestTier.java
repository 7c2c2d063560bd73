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
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The distributed tier as one request sees it. Failures end here: they are counted, and the tier is
 * left out for the rest of the request, so that a page of several waves waits for a dead tier once
 * and not once per wave. Where the trips of other requests have failed before, it is not waited for
 * at all. Thread-safe.
 */
public final class RequestTier {

  private static final Lookup NOT_ASKED = new Lookup.Unavailable(false);

  private final @Nullable DistributedTier tier;
  private final NearCaches near;
  private final Duration budget;
  private final Supplier<WaitBudget> waits;
  private final TierHealth health;
  private final TripCounters trips;
  private final @Nullable LostParts lost;
  private volatile boolean skipped;

  /**
   * @param near forgets what is removed too
   * @param budget how long one trip may take
   * @param waits what the calling thread may wait in all
   */
  public RequestTier(
      @Nullable DistributedTier tier,
      NearCaches near,
      Duration budget,
      Supplier<WaitBudget> waits,
      TierHealth health,
      TripCounters trips) {
    this.tier = tier;
    this.near = near;
    this.budget = budget;
    this.waits = waits;
    this.health = health;
    this.trips = trips;
    this.lost = tier == null ? null : new LostParts(tier);
    this.skipped = tier == null;
  }

  /** Whether there is a tier, failing or not. */
  public boolean exists() {
    return tier != null;
  }

  /** How long a trip of the calling thread may take now. */
  public Duration budget() {
    return waits.get().cut(budget);
  }

  /** Whether there is a tier that has not failed in this request. */
  public boolean usable() {
    return !skipped;
  }

  /** The answers for some keys, in their order; null if the tier gave none. */
  public @Nullable List<Lookup> lookup(List<TierKey> keys, Claim claim) {
    LostParts parts = lost;
    if (parts == null || parts.isEmpty()) {
      return lookupAll(keys, claim);
    }
    List<TierKey> asked = keys.stream().filter(key -> !parts.has(key)).toList();
    List<Lookup> answers = asked.isEmpty() ? List.of() : lookupAll(asked, claim);
    if (answers == null) {
      return null;
    }
    if (asked.isEmpty()) {
      trips.skip();
    }
    return merged(keys, asked, answers);
  }

  /** The answers for keys of which only some were asked for. */
  private static List<Lookup> merged(
      List<TierKey> keys, List<TierKey> asked, List<Lookup> answers) {
    Map<TierKey, Lookup> known = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      known.put(asked.get(i), answers.get(i));
    }
    return keys.stream().map(key -> known.getOrDefault(key, NOT_ASKED)).toList();
  }

  private @Nullable List<Lookup> lookupAll(List<TierKey> keys, Claim claim) {
    Duration patience = budget();
    DistributedTier target = permitted(patience);
    if (target == null) {
      return null;
    }
    trips.multiGet();
    List<Lookup> answers =
        trip(patience, () -> checked(target.getAll(keys, claim, patience), keys.size()));
    learn(keys, answers);
    return answers;
  }

  private void learn(List<TierKey> keys, @Nullable List<Lookup> answers) {
    LostParts parts = lost;
    if (parts != null && answers != null && parts.learn(keys, answers)) {
      trips.failure();
    }
  }

  /** The tier, for a trip that must end with the health's knowledge of it; null: it is left out. */
  private @Nullable DistributedTier permitted(Duration patience) {
    if (tier == null) {
      return null;
    }
    if (!skipped && !patience.isZero()) {
      if (health.permits()) {
        return tier;
      }
      // Not tried by a later wave either: what this one loads has no right to be put.
      skipped = true;
    }
    trips.skip();
    return null;
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
      // It was no trip, so that its circuit learns nothing.
      skipped = true;
      trips.failure();
      return null;
    }
  }

  /** Puts entries, gives up rights, asks again; null if the tier does not take them. */
  public @Nullable Filled fill(List<Fill> fills, List<Lease> unused, List<TierKey> awaited) {
    LostParts parts = lost;
    if (parts == null || parts.isEmpty()) {
      return fillAll(fills, unused, awaited);
    }
    List<Fill> sent = fills.stream().filter(fill -> !parts.has(fill.key())).toList();
    List<TierKey> asked = awaited.stream().filter(key -> !parts.has(key)).toList();
    List<Lease> ours = unused.stream().filter(lease -> !parts.has(lease.key())).toList();
    if (sent.isEmpty() && asked.isEmpty() && ours.isEmpty()) {
      trips.skip();
      return new Filled(new BitSet(), merged(awaited, List.of(), List.of()));
    }
    Filled filled = fillAll(sent, ours, asked);
    if (filled == null) {
      return null;
    }
    BitSet accepted = new BitSet(fills.size());
    int next = 0;
    for (int i = 0; i < fills.size(); i++) {
      if (next < sent.size() && sent.get(next).equals(fills.get(i))) {
        accepted.set(i, filled.accepted().get(next++));
      }
    }
    return new Filled(accepted, merged(awaited, asked, filled.awaited()));
  }

  private @Nullable Filled fillAll(List<Fill> fills, List<Lease> unused, List<TierKey> awaited) {
    Duration patience = budget();
    DistributedTier target = permitted(patience);
    if (target == null) {
      return null;
    }
    trips.multiSet();
    Filled filled =
        trip(
            patience,
            () -> {
              Filled answer = target.putAll(fills, unused, awaited, patience);
              checked(answer.awaited(), awaited.size());
              return answer;
            });
    if (filled != null) {
      learn(awaited, filled.awaited());
      learn(filled.lost());
    }
    return filled;
  }

  private void learn(Set<String> parts) {
    if (lost != null && !parts.isEmpty()) {
      lost.add(parts);
      trips.failure();
    }
  }

  /** As {@link #fill}, on a thread that no request waits for. */
  public @Nullable Filled fillBehind(List<Fill> fills, List<Lease> unused) {
    DistributedTier target = permitted(budget);
    if (target == null) {
      return null;
    }
    trips.multiSet();
    return guarded(budget, () -> target.putAll(fills, unused, List.of(), budget));
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
    boolean confirmed = removed(target, stale);
    // Once more: a read in between has put back what the distributed tier still had.
    near.invalidated(stale);
    return confirmed;
  }

  private boolean removed(DistributedTier target, Invalidation stale) {
    long start = now();
    try {
      target.invalidate(stale, budget);
      health.answered(now() - start);
      return true;
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others, and a cache must not fail a page.
      trips.failure();
      health.notTold(e, now() - start);
      return false;
    } finally {
      waited(now() - start);
    }
  }

  private <T> @Nullable T trip(Duration patience, Supplier<T> call) {
    long start = now();
    try {
      return guarded(patience, call);
    } finally {
      waited(now() - start);
    }
  }

  private void waited(long nanos) {
    trips.waited(nanos);
    waits.get().distributed(nanos);
  }

  private <T> @Nullable T guarded(Duration patience, Supplier<T> call) {
    long start = now();
    try {
      T answer = call.get();
      health.answered(now() - start);
      return answer;
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others, and a cache must not fail a page.
      skipped = true;
      trips.failure();
      if (patience.compareTo(budget) < 0) {
        health.abandoned(); // the tier has not had its time
      } else {
        health.failed(e, now() - start);
      }
      return null;
    } catch (Error e) {
      health.abandoned();
      throw e;
    }
  }

  private long now() {
    return health.clock().getAsLong();
  }
}
