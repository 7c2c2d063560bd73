package dev.twofold.bench.macro;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What came of some load.
 *
 * @param latencies in nanoseconds, of all requests
 * @param errors how many answers had a wrong status
 * @param took from the first request to the last answer
 */
record Load(Histogram latencies, long errors, Duration took) {

  private static final long LONGEST = Duration.ofMinutes(5).toNanos();
  private static final int DIGITS = 3;

  /** A histogram for latencies of requests. */
  static Histogram histogram() {
    return new Histogram(LONGEST, DIGITS);
  }

  /** The two together, one of which went on beside the other. */
  Load plus(Load other) {
    Histogram sum = latencies.copy();
    sum.add(other.latencies);
    Duration longer = took.compareTo(other.took) > 0 ? took : other.took;
    return new Load(sum, errors + other.errors, longer);
  }

  long requests() {
    return latencies.getTotalCount();
  }

  double perSecond() {
    return requests() / (took.toNanos() / 1e9);
  }

  double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
