package dev.twofold.checker.history;

import java.util.Arrays;

/** How late near tiers were, where they were. */
final class Lateness {

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1_024];
  private int count;
  private long answers;

  /** Counts an answer; zero: it was not late. */
  void add(long late) {
    answers++;
    if (late <= 0) {
      return;
    }
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = late;
  }

  /** The distribution, in milliseconds. */
  String distribution() {
    if (count == 0) {
      return "none of " + answers;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return "%d of %d, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms"
        .formatted(
            count,
            answers,
            millis(sorted, 0.5),
            millis(sorted, 0.9),
            millis(sorted, 0.99),
            millis(sorted, 1));
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))] / NANOS_PER_MILLI;
  }
}
