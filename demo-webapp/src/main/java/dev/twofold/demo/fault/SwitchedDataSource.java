package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source behind a switch, which gives no connections while the switch is off or frozen. A
 * slow one gives them at once: it is its statements that {@link StatementDelay} holds up.
 * Thread-safe.
 */
final class SwitchedDataSource implements DataSource {

  /** As a pool with that time-out waits for a connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final DataSource source;
  private final FaultSwitch gate;

  SwitchedDataSource(DataSource source, FaultSwitch gate) {
    this.source = requireNonNull(source, "source");
    this.gate = requireNonNull(gate, "gate");
  }

  private void pass() throws SQLException {
    if (gate.position() != Position.SLOW && !gate.admits(PATIENCE)) {
      throw new SQLTransientConnectionException(
          "the database gave no connection: its fault switch is '%s'"
              .formatted(gate.position().text()));
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    pass();
    return source.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    pass();
    return source.getConnection(user, password);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
    source.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || source.isWrapperFor(type);
  }
}
