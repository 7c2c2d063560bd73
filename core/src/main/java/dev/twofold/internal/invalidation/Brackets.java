package dev.twofold.internal.invalidation;

import dev.twofold.error.TierException;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.settings.StrictWrites;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces commits of strict regions. How old an announcement is, is measured from before it was
 * sent and by the clock of this node: the tier, which counts from when it arrived, keeps it longer.
 * Thread-safe.
 */
final class Brackets {

  private static final Logger LOG = LoggerFactory.getLogger(Brackets.class);

  private final @Nullable DistributedTier tier;
  private final WriteSettings settings;
  private final TripBudget budget;
  private final Scheduler scheduler;
  private final TierHealth health;
  private final WriteCounters counters;

  Brackets(
      @Nullable DistributedTier tier,
      WriteSettings settings,
      Scheduler scheduler,
      TierHealth health,
      WriteCounters counters) {
    this.tier = tier;
    this.settings = settings;
    this.budget = new TripBudget(settings.tierBudget());
    this.scheduler = scheduler;
    this.health = health;
    this.counters = counters;
  }

  /**
   * A bracket that stands.
   *
   * @param since when it was sent
   */
  record Held(Bracket bracket, long since) {}

  /**
   * Makes sure that a bracket names what a commit makes stale and stands long enough for it.
   *
   * @param current the one that the transaction has; null: none
   * @return null if there is none and the commit may go on without
   * @throws TierException if it may not
   */
  @Nullable Held hold(@Nullable Held current, Invalidation strict) {
    DistributedTier target = tier;
    if (target == null || strict.isEmpty() || isEnough(current, strict)) {
      return current;
    }
    Held held;
    long start = System.nanoTime();
    try {
      long since = scheduler.nanoTime();
      held = new Held(target.begin(strict, settings.commitLimit(), budget.of(strict)), since);
      health.answered(System.nanoTime() - start);
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others.
      health.notTold(e, System.nanoTime() - start);
      return without(current, refusal(strict, "it did not acknowledge", e));
    }
    if (!isYoung(held)) {
      withdraw(held);
      return without(current, refusal(strict, "its acknowledgement came too late", null));
    }
    counters.bracket();
    if (current != null) {
      withdraw(current);
    }
    return held;
  }

  private boolean isEnough(@Nullable Held current, Invalidation strict) {
    return current != null && current.bracket().stale().equals(strict) && isYoung(current);
  }

  /** Half of its time must be left: how long the commit takes nobody knows before. */
  private boolean isYoung(Held held) {
    Duration age = Duration.ofNanos(scheduler.nanoTime() - held.since());
    return age.compareTo(settings.commitLimit().dividedBy(2)) < 0;
  }

  private @Nullable Held without(@Nullable Held current, TierException refusal) {
    if (settings.strictWrites() == StrictWrites.REFUSE) {
      throw refusal;
    }
    counters.unacknowledged();
    return current;
  }

  private TierException refusal(
      Invalidation strict, String reason, @Nullable RuntimeException cause) {
    return new TierException(
        "a commit that makes %d entries and %d loaders of strict regions stale was announced to the distributed tier, but %s within %s; without, other nodes could read what it replaces, so it must not be done. Try again once the tier answers, or let such commits pass (setting strictWrites)"
            .formatted(strict.keys().size(), strict.loaders().size(), reason, budget.of(strict)),
        cause);
  }

  /** Ends a bracket of what was not committed. If that fails, it ends by itself. */
  void withdraw(Held held) {
    DistributedTier target = tier;
    if (target == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      target.withdraw(held.bracket(), budget.of(held.bracket().stale()));
      health.answered(System.nanoTime() - start);
    } catch (RuntimeException e) {
      health.notTold(e, System.nanoTime() - start);
      LOG.debug("A bracket could not be withdrawn and stands until its time is over", e);
    }
  }
}
