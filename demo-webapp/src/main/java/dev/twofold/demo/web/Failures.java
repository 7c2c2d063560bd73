package dev.twofold.demo.web;

import dev.twofold.error.TierException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** What a client is told when the application fails: nothing of how it works inside. */
final class Failures {

  private static final int DEEPEST = 20;

  /** The class of SQL states that not all drivers have exceptions of their own for. */
  private static final String CONNECTION_EXCEPTION = "08";

  private Failures() {}

  /** 503 if the database cannot be reached, else 500. */
  static Problem describe(Throwable failure) {
    return isUnreachable(failure)
        ? new Problem(
            503, "Service unavailable", "The database does not answer. Please try again soon.")
        : new Problem(
            500,
            "Internal error",
            "Something went wrong here. The log of the application tells what.");
  }

  /**
   * The tier tells of a statement that the database refused in the same way as of no answer; its
   * cause tells which.
   */
  private static boolean isUnreachable(Throwable failure) {
    boolean ofTheTier = false;
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException refusal) {
        return isNoAnswer(refusal);
      }
      ofTheTier |= cause instanceof TierException;
      cause = cause.getCause();
    }
    return ofTheTier;
  }

  private static boolean isNoAnswer(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return failure instanceof SQLTransientException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLNonTransientConnectionException
        || (state != null && state.startsWith(CONNECTION_EXCEPTION));
  }
}
