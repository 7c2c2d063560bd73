package dev.twofold.internal.warmup;

import dev.twofold.internal.invalidation.Scheduler;
import java.time.Duration;

/** Keeps a rate: how long to wait before more is read. Used by one thread. */
final class Pace {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Scheduler clock;
  private final int keysPerSecond;
  private long next;
  private boolean waits;

  Pace(Scheduler clock, int keysPerSecond) {
    this.clock = clock;
    this.keysPerSecond = keysPerSecond;
  }

  /** Forgets what was read. */
  void reset() {
    waits = false;
  }

  /** So many keys were read since a moment. */
  void spent(int keys, long since) {
    waitUntil(since + keys * SECOND / keysPerSecond);
  }

  /** Nothing is read for a while. */
  void rest(Duration pause) {
    waitUntil(clock.nanoTime() + pause.toNanos());
  }

  private void waitUntil(long moment) {
    next = moment;
    waits = true;
  }

  /** How long to wait; zero: no longer. */
  Duration left() {
    long left = waits ? next - clock.nanoTime() : 0;
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }
}
