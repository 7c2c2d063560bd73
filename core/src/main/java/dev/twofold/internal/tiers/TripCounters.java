package dev.twofold.internal.tiers;

import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.ScopeStats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What one request has cost beside what is counted per loader. Thread-safe. */
public final class TripCounters {

  private final AtomicLong waves = new AtomicLong();
  private final AtomicLong multiGets = new AtomicLong();
  private final AtomicLong multiSets = new AtomicLong();
  private final AtomicLong removals = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  /** A wave has begun. */
  public void wave() {
    waves.incrementAndGet();
  }

  void multiGet() {
    multiGets.incrementAndGet();
  }

  void multiSet() {
    multiSets.incrementAndGet();
  }

  /** An invalidation was sent. */
  public void removal() {
    removals.incrementAndGet();
  }

  /** A trip has failed. */
  public void failure() {
    failures.incrementAndGet();
  }

  /** A look-up or a fill was left out. */
  void skip() {
    skipped.incrementAndGet();
  }

  /** Somebody has waited for a trip. */
  public void waited(long elapsedNanos) {
    nanos.addAndGet(elapsedNanos);
  }

  /** All counters, with those of the loaders. */
  public ScopeStats snapshot(Map<String, LoaderStats> loaders) {
    return new ScopeStats(
        loaders,
        waves.get(),
        multiGets.get(),
        multiSets.get(),
        removals.get(),
        failures.get(),
        skipped.get(),
        Duration.ofNanos(nanos.get()));
  }
}
