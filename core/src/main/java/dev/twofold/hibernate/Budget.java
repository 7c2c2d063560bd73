package dev.twofold.hibernate;

import dev.twofold.error.TierException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The time that the statements of one read may take together, counted from its creation. */
final class Budget {

  /** Longer ones are as good as none, and would overflow a count of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Duration total;
  private final long end;

  Budget(Duration total) {
    this.total = total;
    this.end = System.nanoTime() + (total.compareTo(LONGEST) < 0 ? total : LONGEST).toNanos();
  }

  /** What is left, in seconds rounded up, because JDBC knows no smaller unit. */
  private int seconds() {
    long nanos = end - System.nanoTime();
    if (nanos <= 0) {
      throw new TierException(
          "the read had used up its %d ms before its next statement".formatted(total.toMillis()),
          null);
    }
    return Math.toIntExact(Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds());
  }

  /**
   * Lets a statement run no longer than what is left.
   *
   * @throws TierException if nothing is left
   */
  void limit(Statement statement) throws SQLException {
    int left = seconds();
    int own = statement.getQueryTimeout();
    if (own == 0 || own > left) {
      statement.setQueryTimeout(left);
    }
  }
}
