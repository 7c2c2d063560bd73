package dev.twofold.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.SQLServerDialect;

/**
 * How many keys one statement may take, by dialect.
 *
 * <ul>
 *   <li>Arrays (PostgreSQL and its relatives): all keys are one parameter, so neither the text nor
 *       the 65,535 parameters of the protocol limit them; 10,000 keeps one statement below some ten
 *       milliseconds.
 *   <li>H2: the time grows faster than the number of keys beyond about a thousand.
 *   <li>Oracle: a list has at most 1,000 expressions. SQL Server: a statement has at most 2,100
 *       parameters.
 *   <li>Others: a number that every database takes.
 * </ul>
 */
final class BatchLimits {

  private static final int ARRAY = 10_000;
  private static final int LARGE_LIST = 1_000;
  private static final int LIST = 500;

  private final Dialect dialect;
  private final int fixed;

  /**
   * @param fixed the number for keys of any kind, or 0 to let the dialect decide
   */
  BatchLimits(Dialect dialect, int fixed) {
    this.dialect = dialect;
    this.fixed = fixed;
  }

  /** Whether keys of one column are bound as one array. */
  boolean bindsArrays() {
    return dialect.useArrayForMultiValuedParameters() && dialect.supportsStandardArrays();
  }

  /** The most keys of that many columns; at least one. */
  int keys(int columns) {
    if (fixed > 0) {
      return fixed;
    }
    if (columns == 1 && bindsArrays()) {
      return ARRAY;
    }
    return Math.max(1, parameters() / columns);
  }

  /**
   * The size of list that this many keys are filled up to: the next power of two, or the limit.
   *
   * @throws IllegalArgumentException if they are more than the limit
   */
  static int filledUp(int keys, int limit) {
    if (keys > limit) {
      throw new IllegalArgumentException(
          "%d keys in one statement; at most %d are allowed".formatted(keys, limit));
    }
    int power = keys <= 1 ? keys : Integer.highestOneBit(keys - 1) << 1;
    return Math.min(power, limit);
  }

  private int parameters() {
    boolean large =
        dialect instanceof H2Dialect
            || dialect instanceof OracleDialect
            || dialect instanceof SQLServerDialect;
    return large ? LARGE_LIST : LIST;
  }
}
