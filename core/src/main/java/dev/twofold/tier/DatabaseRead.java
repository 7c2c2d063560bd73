package dev.twofold.tier;

import java.sql.Connection;

/**
 * One read of a database: at most one connection, taken when it is first needed. Used by one
 * thread.
 */
public interface DatabaseRead extends AutoCloseable {

  /**
   * The connection of this read. Do not close it. Its statements are counted.
   *
   * @throws dev.twofold.error.TierException if the database gives none
   */
  Connection connection();

  /**
   * A session on the same connection, for instance Hibernate's {@code StatelessSession}. Do not
   * close it.
   *
   * @throws IllegalArgumentException if the database has no session of that type
   */
  <S> S session(Class<S> type);

  /** How many statements this read has executed. */
  int statements();

  /**
   * Whether this read runs in a transaction of the caller. It then sees what the caller has written
   * and not committed, so what it reads must not get into shared tiers.
   */
  boolean inCallersTransaction();

  /** Gives the connection back. */
  @Override
  void close();
}
