package dev.twofold.soak;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What was measured each time that one thing was wrong, or that nothing was. Thread-safe. */
final class Phase {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final String name;
  private final boolean databaseAway;
  private final Histogram latencies = new ConcurrentHistogram(LONGEST.toNanos() / 1_000, 3);
  private final LongAdder refused = new LongAdder();
  private final LongAdder errors = new LongAdder();

  /**
   * @param databaseAway whether what no tier holds cannot be answered
   */
  Phase(String name, boolean databaseAway) {
    this.name = name;
    this.databaseAway = databaseAway;
  }

  String name() {
    return name;
  }

  boolean isDatabaseAway() {
    return databaseAway;
  }

  /** A request has ended, so long after it was due. */
  void answered(Duration latency) {
    latencies.recordValue(Math.min(latency.toNanos(), LONGEST.toNanos()) / 1_000);
  }

  /** A key or a write failed that needs the database while it is away. */
  void refused() {
    refused.increment();
  }

  /** A key or a write failed that had no reason to. */
  void failed() {
    errors.increment();
  }

  long requests() {
    return latencies.getTotalCount();
  }

  long errors() {
    return errors.sum();
  }

  static String header() {
    return "%-26s %9s %9s %7s %9s %9s %9s"
        .formatted("phase", "requests", "refused", "errors", "p50 ms", "p99 ms", "max ms");
  }

  @Override
  public String toString() {
    return "%-26s %9d %9d %7d %9.1f %9.1f %9.1f"
        .formatted(
            name,
            requests(),
            refused.sum(),
            errors(),
            latencies.getValueAtPercentile(50) / 1e3,
            latencies.getValueAtPercentile(99) / 1e3,
            latencies.getMaxValue() / 1e3);
  }
}
