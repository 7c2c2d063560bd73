package dev.twofold.internal.queue;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long is waited after failures: twice as long after each, up to a limit, and up to a quarter
 * less, so that partitions do not come back together.
 *
 * @param first after the first failure
 * @param longest at most
 */
record BackOff(Duration first, Duration longest) {

  private static final double JITTER = 0.25;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param failures in a row, at least 1
   */
  Duration after(int failures) {
    Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration limit = longest.compareTo(first) > 0 ? longest : first;
    Duration bounded = wait.compareTo(limit) < 0 ? wait : limit;
    double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
    return Duration.ofNanos((long) (bounded.toNanos() * share));
  }
}
