package dev.twofold.internal.lifetime;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;

/**
 * How often keys were read in the last period, about: a count-min sketch (Cormode, Muthukrishnan
 * 2005) for this period and one for the period before, of which as much counts as the present one
 * still lacks. It takes 256 KiB whatever the number of keys; keys that share all their counters
 * with others seem to be read more often than they are, never less. Thread-safe.
 */
final class ReadCounts {

  private static final int ROWS = 4;
  private static final int WIDTH = 1 << 13;

  /** Odd numbers that spread the bits of a hash code, another one for each row. */
  private static final int[] SPREADS = {0x9E3779B9, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F};

  private record Window(long begun, AtomicIntegerArray now, AtomicIntegerArray before) {}

  private final long period;
  private final LongSupplier nanoTime;
  private volatile Window window;

  /**
   * @param period in nanoseconds, more than 0
   * @param nanoTime as {@link System#nanoTime}
   */
  ReadCounts(long period, LongSupplier nanoTime) {
    this.period = period;
    this.nanoTime = nanoTime;
    this.window = new Window(nanoTime.getAsLong(), counters(), counters());
  }

  private static AtomicIntegerArray counters() {
    return new AtomicIntegerArray(ROWS * WIDTH);
  }

  /** A key was read. */
  void add(int hash) {
    AtomicIntegerArray counters = window(nanoTime.getAsLong()).now();
    for (int row = 0; row < ROWS; row++) {
      counters.getAndIncrement(position(row, hash));
    }
  }

  /** How often a key was read in the last period. */
  double of(int hash) {
    long now = nanoTime.getAsLong();
    Window current = window(now);
    double left = 1 - (double) (now - current.begun()) / period;
    return least(current.now(), hash) + Math.max(0, left) * least(current.before(), hash);
  }

  private static int least(AtomicIntegerArray counters, int hash) {
    int least = Integer.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counters.get(position(row, hash)));
    }
    return least;
  }

  private static int position(int row, int hash) {
    int spread = (hash ^ hash >>> 15) * SPREADS[row];
    return row * WIDTH + ((spread ^ spread >>> 16) & WIDTH - 1);
  }

  private Window window(long now) {
    Window current = window;
    return now - current.begun() < period ? current : next(now);
  }

  private synchronized Window next(long now) {
    Window current = window;
    long periods = (now - current.begun()) / period;
    if (periods > 0) {
      AtomicIntegerArray before = periods == 1 ? current.now() : counters();
      current = new Window(current.begun() + periods * period, counters(), before);
      window = current;
    }
    return current;
  }
}
