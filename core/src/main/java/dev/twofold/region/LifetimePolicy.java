package dev.twofold.region;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;

/**
 * What happens before the entries of a region end, and how much longer or shorter than its time to
 * live they may live. Values only: absence ends as it is set.
 *
 * @param refreshAhead the share of its time to live from which on an entry that is read is loaded
 *     again in the background, by one node; zero, the default: not at all; else 0.1 to 0.99, and
 *     more than the jitter
 * @param earlyExpiration how much earlier than its end an entry that is read is loaded again by
 *     chance, by any node, in times that a load takes; zero, the default: not at all; else 0.1 to
 *     100, and 1 is usual. Not together with {@code refreshAhead}
 * @param shortest what little read and cheap entries live at least, and all where storage is tight;
 *     zero, the default: the time to live
 * @param longest what often read and expensive entries live at most; zero, the default: the time to
 *     live
 */
public record LifetimePolicy(
    double refreshAhead, double earlyExpiration, Duration shortest, Duration longest) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final double USUAL_SHARE = 0.8;

  /** Entries live as long as they are set to, and are loaded again when they have ended. */
  public static final LifetimePolicy DEFAULT =
      new LifetimePolicy(0, 0, Duration.ZERO, Duration.ZERO);

  /** Entries that are read once 80 % of their time is over are loaded again in the background. */
  public static final LifetimePolicy REFRESHING = DEFAULT.withRefreshAhead(USUAL_SHARE);

  public LifetimePolicy {
    requireNonNull(shortest, "shortest");
    requireNonNull(longest, "longest");
    check(
        refreshAhead == 0 || (refreshAhead >= 0.1 && refreshAhead <= 0.99),
        "refreshAhead",
        refreshAhead,
        "0 (off), or 0.1 to 0.99");
    check(
        earlyExpiration == 0 || (earlyExpiration >= 0.1 && earlyExpiration <= 100),
        "earlyExpiration",
        earlyExpiration,
        "0 (off), or 0.1 to 100");
    checkBound("shortestTimeToLive", shortest);
    checkBound("longestTimeToLive", longest);
  }

  private static void checkBound(String key, Duration bound) {
    check(
        bound.isZero() || (bound.compareTo(SHORTEST) >= 0 && bound.compareTo(LONGEST) <= 0),
        key,
        bound,
        "zero (the time to live), or 1 millisecond to 3650 days");
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "region setting '%s' is %s; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** This policy with another share from which on entries are refreshed. */
  public LifetimePolicy withRefreshAhead(double other) {
    return new LifetimePolicy(other, earlyExpiration, shortest, longest);
  }

  /** This policy with another early expiration. */
  public LifetimePolicy withEarlyExpiration(double other) {
    return new LifetimePolicy(refreshAhead, other, shortest, longest);
  }

  /** This policy with another shortest time to live. */
  public LifetimePolicy withShortest(Duration other) {
    return new LifetimePolicy(refreshAhead, earlyExpiration, other, longest);
  }

  /** This policy with another longest time to live. */
  public LifetimePolicy withLongest(Duration other) {
    return new LifetimePolicy(refreshAhead, earlyExpiration, shortest, other);
  }

  /** Whether entries are loaded again before they end. */
  public boolean refreshes() {
    return refreshAhead > 0 || earlyExpiration > 0;
  }

  /** Whether how long an entry lives depends on what the engine measures. */
  public boolean isAdaptive() {
    return !shortest.isZero() || !longest.isZero();
  }
}
