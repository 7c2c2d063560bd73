package dev.twofold.redisson;

import java.time.Duration;

/**
 * How often a node looks after itself.
 *
 * @param check how often the count of invalidations is compared with the server's, and the node
 *     says that it lives
 * @param delivery how long a message may be under way before it counts as lost
 * @param silence how long a node may say nothing before others stand in for it
 * @param budget how long one of these calls may take
 */
record Pace(Duration check, Duration delivery, Duration silence, Duration budget) {

  /** A subscriber that has gone deaf is noticed within a second. */
  static final Pace DEFAULT =
      new Pace(
          Duration.ofMillis(700),
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofMillis(500));
}
