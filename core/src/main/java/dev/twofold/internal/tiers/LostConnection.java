package dev.twofold.internal.tiers;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/** Tells failures that are no fault of a statement: no connection could be had, or it was lost. */
public final class LostConnection {

  /** No connection; shut down, by an operator or a crash, or starting; too many connections. */
  private static final List<String> UNREACHABLE = List.of("08", "57P", "53300");

  private static final int DEEPEST = 32;

  private LostConnection() {}

  /** Whether that is the failure, or among its causes. */
  public static boolean isBehind(Throwable failure) {
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
