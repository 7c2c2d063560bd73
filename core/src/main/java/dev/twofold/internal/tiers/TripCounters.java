package dev.twofold.internal.tiers;

import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.ScopeStats;
import java.time.Duration;
import java.util.Map;

/** What one request has cost beside what is counted per loader. Thread-safe. */
public final class TripCounters {

  private long waves;
  private long multiGets;
  private long multiSets;
  private long removals;
  private long failures;
  private long skipped;
  private long nanos;

  /** A wave has begun. */
  public synchronized void wave() {
    waves++;
  }

  synchronized void multiGet() {
    multiGets++;
  }

  synchronized void multiSet() {
    multiSets++;
  }

  /** An invalidation was sent. */
  public synchronized void removal() {
    removals++;
  }

  /** A trip has failed. */
  public synchronized void failure() {
    failures++;
  }

  /** A look-up or a fill was left out. */
  synchronized void skip() {
    skipped++;
  }

  /** Somebody has waited for a trip. */
  public synchronized void waited(long elapsedNanos) {
    nanos += elapsedNanos;
  }

  /** All counters, with those of the loaders. */
  public synchronized ScopeStats snapshot(Map<String, LoaderStats> loaders) {
    return new ScopeStats(
        loaders, waves, multiGets, multiSets, removals, failures, skipped, Duration.ofNanos(nanos));
  }
}
