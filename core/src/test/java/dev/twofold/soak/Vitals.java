package dev.twofold.soak;

import java.lang.management.ManagementFactory;

/**
 * What must not grow.
 *
 * @param heapBytes what the heap holds after a collection
 * @param threads how many threads live
 */
record Vitals(long heapBytes, int threads) {

  private static final double MORE_HEAP = 1.25;
  private static final long MORE_BYTES = 16L << 20;
  private static final int MORE_THREADS = 8;

  static Vitals now() {
    System.gc();
    return new Vitals(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  /** Whether they are about as they were. */
  boolean isFlat(Vitals before) {
    return heapBytes <= before.heapBytes * MORE_HEAP + MORE_BYTES
        && threads <= before.threads + MORE_THREADS;
  }

  String comparedTo(Vitals before) {
    return "heap %d -> %d MiB, threads %d -> %d, flat=%s"
        .formatted(
            before.heapBytes >> 20,
            heapBytes >> 20,
            before.threads,
            threads,
            isFlat(before) ? "yes" : "no");
  }
}
