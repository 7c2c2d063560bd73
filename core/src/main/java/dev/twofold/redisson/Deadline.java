package dev.twofold.redisson;

import java.time.Duration;

/** The moment at which a budget is used up. */
final class Deadline {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final Duration budget;
  private final long nanos;

  private Deadline(Duration budget, long nanos) {
    this.budget = budget;
    this.nanos = nanos;
  }

  /** A budget that begins to run now. */
  static Deadline after(Duration budget) {
    Duration bounded = budget.compareTo(LONGEST) < 0 ? budget : LONGEST;
    return new Deadline(budget, System.nanoTime() + bounded.toNanos());
  }

  /** This one, or sooner: when so much time has passed from now. */
  Deadline within(Duration limit) {
    return remainingNanos() <= limit.toNanos() ? this : after(limit);
  }

  /** The whole budget. */
  Duration budget() {
    return budget;
  }

  /** What is left of the budget in nanoseconds; not positive when it is used up. */
  long remainingNanos() {
    return nanos - System.nanoTime();
  }
}
