package dev.twofold.hibernate;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A connection in a transaction that can neither be rolled back nor closed without an error. */
final class BrokenConnection {

  private int closed;

  DataSource dataSource() {
    Connection connection =
        KeptConnection.proxy(
            Connection.class,
            (self, method, arguments) -> {
              if (method.getName().equals("getAutoCommit")) {
                return false;
              }
              closed += method.getName().equals("close") ? 1 : 0;
              throw new SQLException("broken", "08006");
            });
    return KeptConnection.proxy(DataSource.class, (self, method, arguments) -> connection);
  }

  /** How often it was closed. */
  int closed() {
    return closed;
  }
}
