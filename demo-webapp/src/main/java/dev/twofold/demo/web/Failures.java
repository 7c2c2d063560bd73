package dev.twofold.demo.web;

import dev.twofold.error.TierException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** What a client is told when the application fails: nothing of how it works inside. */
final class Failures {

  private static final int DEEPEST = 20;

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

  private static boolean isUnreachable(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof TierException
          || cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || cause instanceof SQLNonTransientConnectionException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
