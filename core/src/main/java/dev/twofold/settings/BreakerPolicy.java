package dev.twofold.settings;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;

/**
 * When a tier, a part of it, or a database is left out because it fails or is slow. Looked at once
 * half of the window is there. The defaults named here are those of tiers; for databases see {@link
 * #DATABASE}.
 *
 * @param window how many of the latest trips are looked at; 2 to 1,000, default 10
 * @param failures the share of them that have failed from which on the tier is left out; 0.01 to 1,
 *     default 0.5
 * @param slowAfter trips that take longer are slow, even though they succeed; where that is more
 *     than their budget, none is; 1 millisecond to 1 day, or zero, the default: three quarters of
 *     their budget
 * @param slow the share of slow trips, failed ones included, from which on the tier is left out;
 *     0.01 to 1, default 0.8
 * @param pause how long it is left out before one trip tries it again; 1 millisecond to 1 hour,
 *     default 1 second
 */
public record BreakerPolicy(
    int window, double failures, Duration slowAfter, double slow, Duration pause) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST_SLOW = Duration.ofDays(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int LARGEST_WINDOW = 1_000;
  private static final double SMALLEST_SHARE = 0.01;

  /** The policy where nothing is set. */
  public static final BreakerPolicy DEFAULT =
      new BreakerPolicy(10, 0.5, Duration.ZERO, 0.8, Duration.ofSeconds(1));

  /**
   * The policy for a database where nothing is set: 8 of 10 loads found no connection, or each took
   * nearly all its time.
   */
  public static final BreakerPolicy DATABASE =
      new BreakerPolicy(10, 0.8, Duration.ZERO, 1, Duration.ofSeconds(1));

  public BreakerPolicy {
    requireNonNull(slowAfter, "slowAfter");
    requireNonNull(pause, "pause");
    check(window >= 2 && window <= LARGEST_WINDOW, "breaker.window", window, "2 to 1000");
    checkShare("breaker.failures", failures);
    check(
        slowAfter.isZero() || isBetween(slowAfter, LONGEST_SLOW),
        "breaker.slowAfter",
        slowAfter,
        "0 (three quarters of the budget), or 1 millisecond to 1 day");
    checkShare("breaker.slow", slow);
    check(isBetween(pause, LONGEST_PAUSE), "breaker.pause", pause, "1 millisecond to 1 hour");
  }

  private static boolean isBetween(Duration length, Duration longest) {
    return length.compareTo(SHORTEST) >= 0 && length.compareTo(longest) <= 0;
  }

  private static void checkShare(String key, double share) {
    check(share >= SMALLEST_SHARE && share <= 1, key, share, "0.01 to 1");
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "setting '%s' is '%s'; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** This policy with another window. */
  public BreakerPolicy withWindow(int other) {
    return new BreakerPolicy(other, failures, slowAfter, slow, pause);
  }

  /** This policy with another share of failures. */
  public BreakerPolicy withFailures(double other) {
    return new BreakerPolicy(window, other, slowAfter, slow, pause);
  }

  /** This policy with another time after which a trip is slow. */
  public BreakerPolicy withSlowAfter(Duration other) {
    return new BreakerPolicy(window, failures, other, slow, pause);
  }

  /**
   * This policy for trips that have a budget: when they are slow is said.
   *
   * @param budget more than zero
   */
  public BreakerPolicy within(Duration budget) {
    return slowAfter.isZero()
        ? withSlowAfter(atLeastShortest(budget.dividedBy(4).multipliedBy(3)))
        : this;
  }

  private static Duration atLeastShortest(Duration share) {
    return share.compareTo(SHORTEST) > 0 ? share : SHORTEST;
  }

  /** This policy with another share of slow trips. */
  public BreakerPolicy withSlow(double other) {
    return new BreakerPolicy(window, failures, slowAfter, other, pause);
  }

  /** This policy with another time before the next try. */
  public BreakerPolicy withPause(Duration other) {
    return new BreakerPolicy(window, failures, slowAfter, slow, other);
  }
}
