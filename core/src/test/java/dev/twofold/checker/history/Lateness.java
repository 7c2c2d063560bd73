package dev.twofold.checker.history;

import java.util.Arrays;

/** How late the near tiers of other nodes were, where they were. */
final class Lateness {

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1_024];
  private int count;

  void add(long late) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = late;
  }

  /** The distribution, in milliseconds. */
  String distribution() {
    if (count == 0) {
      return "none";
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return "%d reads, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms"
        .formatted(
            count,
            millis(sorted, 0.5),
            millis(sorted, 0.99),
            millis(sorted, 0.999),
            millis(sorted, 1));
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))] / NANOS_PER_MILLI;
  }
}
