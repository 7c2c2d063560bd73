package dev.twofold.hibernate.write;

import java.util.function.Consumer;
import org.hibernate.SessionEventListener;

/**
 * Hears of the end of a session, and of its transactions before that, for some sessions end with
 * them. A session that is serialized has no transaction.
 */
final class SessionEnd implements SessionEventListener {

  private static final long serialVersionUID = 1L;

  private final transient Consumer<Boolean> atCompletion;
  private final transient Runnable atEnd;

  /**
   * @param atCompletion told whether the transaction was committed
   */
  SessionEnd(Consumer<Boolean> atCompletion, Runnable atEnd) {
    this.atCompletion = atCompletion;
    this.atEnd = atEnd;
  }

  @Override
  public void transactionCompletion(boolean successful) {
    atCompletion.accept(successful);
  }

  @Override
  public void end() {
    atEnd.run();
  }
}
