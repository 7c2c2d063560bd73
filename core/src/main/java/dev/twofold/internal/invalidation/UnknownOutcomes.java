package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.Invalidation;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commits that were sent and of which nobody knows whether they were done. They count as done, now
 * and once more when the database can no longer be about to do them. Thread-safe.
 */
final class UnknownOutcomes {

  private final Delivery delivery;
  private final Duration commitLimit;
  private final Scheduler scheduler;
  private final WriteCounters counters;
  private final Set<Repeat> repeats = ConcurrentHashMap.newKeySet();

  UnknownOutcomes(
      Delivery delivery, Duration commitLimit, Scheduler scheduler, WriteCounters counters) {
    this.delivery = delivery;
    this.commitLimit = commitLimit;
    this.scheduler = scheduler;
    this.counters = counters;
  }

  /** One of two equal ones may not stand for the other. */
  private final class Repeat implements Runnable {

    private final Invalidation stale;

    Repeat(Invalidation stale) {
      this.stale = stale;
    }

    @Override
    public void run() {
      if (repeats.remove(this)) {
        delivery.invalidate(stale);
      }
    }
  }

  void add(Invalidation stale) {
    counters.unknownOutcome();
    delivery.invalidate(stale);
    Repeat repeat = new Repeat(stale);
    repeats.add(repeat);
    scheduler.after(commitLimit, repeat);
  }

  /** Does at once what was to be done later. */
  void close() {
    repeats.forEach(Repeat::run);
  }
}
