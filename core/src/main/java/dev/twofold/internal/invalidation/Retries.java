package dev.twofold.internal.invalidation;

import dev.twofold.internal.invalidation.Undelivered.Portion;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells the distributed tier later what it could not be told at once, again and again with growing
 * pauses, until it has confirmed everything. Thread-safe.
 */
final class Retries {

  private static final int LARGEST_PORTION = 2_000;
  private static final int SMALLEST_PORTION = 50;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Undelivered undelivered;
  private final DistributedTier tier;
  private final TripBudget budget;
  private final Consumer<Invalidation> near;
  private final TierHealth health;
  private final WriteCounters counters;
  private final Observers observers;
  private final Scheduler scheduler;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ReentrantLock delivering = new ReentrantLock();
  private volatile Duration pause = FIRST_PAUSE;

  /** How many keys one trip names. Guarded by the lock. */
  private int portionSize = LARGEST_PORTION;

  Retries(
      Undelivered undelivered,
      DistributedTier tier,
      Duration budget,
      Consumer<Invalidation> near,
      TierHealth health,
      WriteCounters counters,
      Observers observers,
      Scheduler scheduler) {
    this.undelivered = undelivered;
    this.tier = tier;
    this.budget = new TripBudget(budget);
    this.near = near;
    this.health = health;
    this.counters = counters;
    this.observers = observers;
    this.scheduler = scheduler;
  }

  /** Tries after the pause, unless that is planned already. */
  void later() {
    if (scheduled.compareAndSet(false, true)) {
      scheduler.after(pause, this::run);
    }
  }

  private void run() {
    scheduled.set(false);
    if (flush()) {
      pause = FIRST_PAUSE;
    } else {
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
    if (!undelivered.isEmpty()) {
      later();
    }
  }

  /**
   * Delivers all that waits, up to the first failure.
   *
   * @return whether there was none
   */
  boolean flush() {
    long start = System.nanoTime();
    delivering.lock();
    try {
      while (!undelivered.isEmpty()) {
        Portion portion = undelivered.next(portionSize);
        start = System.nanoTime();
        tier.invalidate(portion.stale(), budget.of(portion.stale()));
        long took = System.nanoTime() - start;
        // Only what came after this step may be read from the tier again.
        near.accept(portion.stale());
        counters.late(undelivered.delivered(portion));
        counters.confirmed(portion.stale());
        observers.sent(portion.stale(), true, took);
        health.answered(took);
        portionSize = Math.min(LARGEST_PORTION, portionSize * 2);
      }
      return true;
    } catch (RuntimeException e) {
      // Not only TierException: a tier is code of others.
      health.notTold(e, System.nanoTime() - start);
      // It may have been too much for one budget, and would be again.
      portionSize = Math.max(SMALLEST_PORTION, portionSize / 2);
      return false;
    } finally {
      delivering.unlock();
    }
  }
}
