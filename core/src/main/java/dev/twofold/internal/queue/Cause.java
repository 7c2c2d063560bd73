package dev.twofold.internal.queue;

import java.sql.SQLException;

/** Why a batch was not written, in words. */
final class Cause {

  private static final int LONGEST_MESSAGE = 500;
  private static final int DEEPEST = 32;

  private Cause() {}

  /** The classes of a failure and of its root, and the state if that is one of SQL. No messages. */
  static String kind(Throwable failure) {
    Throwable root = root(failure);
    String kind = failure.getClass().getSimpleName();
    if (root != failure) {
      kind += " of " + root.getClass().getSimpleName();
    }
    return root instanceof SQLException sql && sql.getSQLState() != null
        ? kind + ", SQL state " + sql.getSQLState()
        : kind;
  }

  /**
   * The class and the message of the root of a failure: what is around it may repeat the statement
   * with all its parameters.
   */
  static String text(Throwable failure) {
    Throwable root = root(failure);
    return shown(root.getClass().getName() + ": " + root.getMessage(), LONGEST_MESSAGE);
  }

  /** A text without control characters that is not too long. */
  static String shown(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest) + "...";
    return cut.replaceAll("\\p{Cntrl}+", " ");
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
