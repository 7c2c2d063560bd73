package dev.twofold.hibernate;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that reads what is committed, until it is closed: then it has its own isolation
 * again, or is aborted, so that its pool drops it.
 *
 * @param isolation its own
 */
record ReadCommitted(Connection connection, int isolation) implements AutoCloseable {

  /** Changes the isolation of a connection, if need be. No transaction may be open. */
  static ReadCommitted on(Connection connection) throws SQLException {
    int isolation = connection.getTransactionIsolation();
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    return new ReadCommitted(connection, isolation);
  }

  @Override
  public void close() throws SQLException {
    if (isolation == Connection.TRANSACTION_READ_COMMITTED) {
      return;
    }
    try {
      connection.rollback();
      connection.setTransactionIsolation(isolation);
    } catch (SQLException e) {
      abort(e);
      throw e;
    }
  }

  private void abort(SQLException cause) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
