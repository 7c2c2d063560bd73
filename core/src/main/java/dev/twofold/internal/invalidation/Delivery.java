package dev.twofold.internal.invalidation;

import dev.twofold.internal.invalidation.Undelivered.Portion;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all tiers what became stale: the near tier, then the distributed tier in one trip, then the
 * near tier again, since a read in between may have brought the old value back and a node does not
 * hear its own messages. What the distributed tier does not confirm waits.
 *
 * <p>While the tier is not trusted to answer, one thread at a time tries to tell it; what others
 * have to tell waits at once, so that many commits do not wait for a dead tier side by side, each
 * with a connection of the database. Thread-safe.
 */
public final class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final @Nullable DistributedTier tier;
  private final TripBudget budget;
  private final Consumer<Invalidation> near;
  private final TierHealth health;
  private final Undelivered undelivered;
  private final WriteCounters counters;
  private final Observers observers;
  private final @Nullable Retries retries;
  private final OpenWork open;
  private final Semaphore oneInDoubt = new Semaphore(1);
  private final AtomicBoolean warned = new AtomicBoolean();

  Delivery(
      @Nullable DistributedTier tier,
      Duration budget,
      Consumer<Invalidation> near,
      TierHealth health,
      Undelivered undelivered,
      WriteCounters counters,
      Observers observers,
      @Nullable Retries retries,
      OpenWork open) {
    this.tier = tier;
    this.budget = new TripBudget(budget);
    this.near = near;
    this.health = health;
    this.undelivered = undelivered;
    this.counters = counters;
    this.observers = observers;
    this.retries = retries;
    this.open = open;
  }

  /** Whether there is a distributed tier to tell. */
  public boolean hasTier() {
    return tier != null;
  }

  /**
   * Tells that something became stale. Nothing: no trip.
   *
   * @return whether the distributed tier has confirmed; true if there is none
   */
  public boolean invalidate(Invalidation stale) {
    return deliver(stale, target -> target.invalidate(stale, budget.of(stale)));
  }

  /**
   * Ends a bracket after the commit, and tells what else became stale with it.
   *
   * @param all with what the bracket names
   * @return as above
   */
  boolean end(Bracket bracket, Invalidation all) {
    Invalidation others = Names.without(all, bracket.stale());
    return deliver(all, target -> target.end(bracket, others, budget.of(all)));
  }

  private boolean deliver(Invalidation stale, Consumer<DistributedTier> trip) {
    if (stale.isEmpty()) {
      return true;
    }
    open.deliveryBegins();
    try {
      return deliverNow(stale, trip);
    } finally {
      open.deliveryEnds();
    }
  }

  private boolean deliverNow(Invalidation stale, Consumer<DistributedTier> trip) {
    long mark = undelivered.mark();
    near.accept(stale);
    long start = System.nanoTime();
    boolean confirmed = confirmed(stale, trip);
    long took = System.nanoTime() - start;
    near.accept(stale);
    observers.sent(stale, confirmed, took);
    if (confirmed) {
      counters.late(undelivered.delivered(new Portion(stale, mark)));
    }
    return confirmed;
  }

  private boolean confirmed(Invalidation stale, Consumer<DistributedTier> trip) {
    DistributedTier target = tier;
    if (target == null) {
      return true;
    }
    boolean doubted = !health.isTrusted();
    if (doubted && !oneInDoubt.tryAcquire()) {
      queue(stale);
      return false;
    }
    try {
      return told(target, stale, trip);
    } finally {
      if (doubted) {
        oneInDoubt.release();
      }
    }
  }

  private void queue(Invalidation stale) {
    undelivered.add(stale);
    if (retries != null) {
      retries.later();
    }
  }

  private boolean told(DistributedTier target, Invalidation stale, Consumer<DistributedTier> trip) {
    long start = System.nanoTime();
    try {
      trip.accept(target);
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others, and a committed request must not fail.
      queue(stale);
      health.notTold(e, System.nanoTime() - start);
      if (open.isClosed() && warned.compareAndSet(false, true)) {
        LOG.warn(
            "{} entries and {} loaders became stale when the engine was closed already, and the"
                + " distributed tier could not be told: other nodes may read them until they stand"
                + " in for this one, or until they expire. End transactions before the engine is"
                + " closed. Said once; stats().queued() counts.",
            stale.keys().size(),
            stale.loaders().size(),
            e);
      }
      return false;
    }
    health.answered(System.nanoTime() - start);
    counters.confirmed(stale);
    return true;
  }
}
