package dev.twofold.hibernate;

import dev.twofold.error.TwofoldException;
import dev.twofold.tier.DatabaseRead;
import java.sql.SQLException;

/**
 * Executes the statements of one reader.
 *
 * @param failures what their failures become
 * @param hasLargeObjects whether they select some, which takes a transaction
 */
record GuardedQueries(ReadFailures failures, boolean hasLargeObjects) {

  /**
   * The read, as one that Hibernate serves.
   *
   * @throws IllegalArgumentException if another kind of database has opened it
   */
  HibernateRead own(DatabaseRead read) {
    if (read instanceof HibernateRead own) {
      return own;
    }
    throw failures.foreign();
  }

  /** Executes one statement for some number of keys. */
  <R> R run(
      HibernateRead read,
      int keys,
      String sql,
      HibernateRead.Binding binding,
      HibernateRead.Reading<R> reading) {
    read.connect();
    try {
      if (hasLargeObjects) {
        read.beginTransaction();
      }
      return read.query(sql, binding, reading);
    } catch (SQLException e) {
      throw failures.unread(keys, e);
    } catch (TwofoldException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failures.unconverted(e);
    }
  }
}
