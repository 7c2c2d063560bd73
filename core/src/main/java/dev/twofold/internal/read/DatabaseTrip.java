package dev.twofold.internal.read;

import dev.twofold.resilience.Circuit;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the circuit of a database learns from one load. Only that a connection could not be had or
 * was lost is a failure: a statement that fails or takes too long says nothing about others. Used
 * by one thread.
 */
final class DatabaseTrip {

  /** No connection; shut down, by an operator or a crash, or starting; too many connections. */
  private static final List<String> UNREACHABLE = List.of("08", "57P", "53300");

  private static final int DEEPEST = 32;

  private final Circuit circuit;
  private @Nullable Exception failure;

  /**
   * @param circuit which has permitted it
   */
  DatabaseTrip(Circuit circuit) {
    this.circuit = circuit;
  }

  /** The load has failed. */
  void failed(Exception reason) {
    failure = reason;
  }

  /**
   * The load has ended.
   *
   * @param statements how many were executed
   */
  void end(long nanos, int statements) {
    if (failure != null && isUnreachable(failure)) {
      circuit.failed(Duration.ofNanos(nanos), failure);
    } else if (statements > 0) {
      circuit.succeeded(nanos);
    } else {
      circuit.abandoned();
    }
  }

  private static boolean isUnreachable(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException sql && isUnreachable(sql)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isUnreachable(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || (state != null && UNREACHABLE.stream().anyMatch(state::startsWith));
  }
}
