package dev.twofold.hibernate;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCommittedTest {

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:mem:");
  }

  @ParameterizedTest
  @ValueSource(ints = {TRANSACTION_READ_COMMITTED, TRANSACTION_SERIALIZABLE})
  void close_connection_hasItsOwnIsolationAgain(int own) throws SQLException {
    try (Connection connection = connection()) {
      connection.setTransactionIsolation(own);
      connection.setAutoCommit(false);
      try (ReadCommitted reading = ReadCommitted.on(connection)) {
        assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_READ_COMMITTED);
        assertThat(reading.connection()).isSameAs(connection);
      }
      assertThat(connection.getTransactionIsolation()).isEqualTo(own);
    }
  }

  @Test
  void close_isolationCannotBeRestored_abortsTheConnection() throws SQLException {
    List<String> calls = new ArrayList<>();
    try (Connection real = connection()) {
      real.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
      Connection failing =
          KeptConnection.proxy(
              Connection.class,
              (self, method, arguments) -> {
                calls.add(method.getName());
                if (method.getName().equals("rollback")) {
                  throw new SQLException("broken", "08006");
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
      ReadCommitted reading = ReadCommitted.on(failing);

      assertThatThrownBy(reading::close).isInstanceOf(SQLException.class).hasMessage("broken");
      assertThat(calls).endsWith("rollback", "abort");
    }
  }
}
