package dev.twofold.compression;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether it is worth while to try to compress values of one kind. Where many in a row did not
 * become smaller, such as pictures, most of the next are not tried, until one does. Thread-safe;
 * threads that race may try once more or once less.
 */
final class Prospect {

  /** After so many failures in a row there is doubt. */
  static final int PATIENCE = 16;

  /** In doubt, one value of so many is tried. */
  static final int RARELY = 32;

  /** Failures in a row, no more than it takes to doubt. */
  private final AtomicInteger inVain = new AtomicInteger();

  private final AtomicInteger doubted = new AtomicInteger();

  /** Whether to try the next value. */
  boolean isGood() {
    return inVain.get() < PATIENCE || doubted.incrementAndGet() % RARELY == 0;
  }

  /** Takes what became of a value that was tried. */
  void saw(boolean smaller) {
    inVain.updateAndGet(before -> smaller ? 0 : Math.min(PATIENCE, before + 1));
  }
}
