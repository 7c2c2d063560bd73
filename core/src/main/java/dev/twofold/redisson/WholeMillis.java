package dev.twofold.redisson;

import java.time.Duration;

/** Durations as Redis takes them. */
final class WholeMillis {

  private static final Duration LONGEST = Duration.ofDays(3_650);

  private WholeMillis() {}

  /** Rounds up: zero is an error to Redis. The bound keeps the server's clock from overflowing. */
  static long of(Duration duration) {
    return Math.max(1, orNone(duration));
  }

  /** The same, where zero means that there is none. */
  static long orNone(Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      return LONGEST.toMillis();
    }
    return Math.max(0, duration.plusNanos(999_999).toMillis());
  }
}
