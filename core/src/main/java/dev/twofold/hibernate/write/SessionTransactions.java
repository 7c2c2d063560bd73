package dev.twofold.hibernate.write;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.invalidation.WriteTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.ref.WeakReference;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.resource.transaction.backend.jta.internal.StatusTranslator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one session, one after the other, as one listener sees them; also those of
 * the sessions that share them. Used by the thread of the session.
 *
 * <p>Which of Hibernate's hooks tells what:
 *
 * <ul>
 *   <li>An observer is asked after all flushes, callbacks and synchronizations: the last before the
 *       commit is sent.
 *   <li>A synchronization hears of the end before the callbacks, one of which may throw and keep
 *       the rest from being called; and it alone is told a failed commit from a rollback. It is
 *       registered in the last step before the commit: one that is registered while others are
 *       being called, for a write by one of them, breaks the commit.
 *   <li>A rollback that was asked for is told to the observer, and before that to the listener of
 *       the session, which may end with its transaction.
 *   <li>If somebody else's synchronization threw, nobody is told. The beginning of the next
 *       transaction or the end of the session shows it.
 * </ul>
 */
final class SessionTransactions implements TransactionObserver {

  private final WriteListener listener;

  /** Weak, because it is the key of a weak map that has this as a value. */
  private final WeakReference<TransactionCoordinator> coordinator;

  /** Null: nothing was written in the transaction, or its end was told. */
  private @Nullable WriteTransaction open;

  /** Whether the commit may have been sent. */
  private boolean isPrepared;

  private SessionTransactions(WriteListener listener, TransactionCoordinator coordinator) {
    this.listener = listener;
    this.coordinator = new WeakReference<>(coordinator);
  }

  static SessionTransactions of(SharedSessionContractImplementor session, WriteListener listener) {
    TransactionCoordinator coordinator = session.getTransactionCoordinator();
    SessionTransactions transactions = new SessionTransactions(listener, coordinator);
    coordinator.addObserver(transactions);
    ownerOf(session)
        .getEventListenerManager()
        .addListener(new SessionEnd(transactions::completed, transactions::leaveUnknown));
    return transactions;
  }

  /** The session that the transaction belongs to; others may share it. */
  private static SharedSessionContractImplementor ownerOf(
      SharedSessionContractImplementor session) {
    return session.getJdbcCoordinator().getJdbcSessionOwner()
            instanceof SharedSessionContractImplementor owner
        ? owner
        : session;
  }

  void changed(SharedSessionContractImplementor session, Change change) {
    WriteTransaction transaction = open;
    if (transaction == null) {
      transaction = listener.begin();
      open = transaction;
      isPrepared = false;
      if (ownerOf(session) != session) {
        // It may be flushed by an observer, while the list of those to be called is already made.
        session
            .getTransactionCompletionCallbacks()
            .registerCallback((BeforeCompletionCallback) flushed -> beforeCompletion());
      }
    }
    transaction.changed(change);
    if (isPrepared) { // flushed by an observer that comes later
      transaction.beforeCommit();
    }
  }

  @Override
  public void afterBegin() {
    leaveUnknown();
  }

  @Override
  public void beforeCompletion() {
    WriteTransaction transaction = open;
    if (transaction != null && !isPrepared) {
      isPrepared = true;
      requireNonNull(coordinator.get(), "a coordinator that is in use")
          .getLocalSynchronizations()
          .registerSynchronization(new End());
      transaction.beforeCommit();
    }
  }

  @Override
  public void afterCompletion(boolean successful, boolean delayed) {
    completed(successful);
  }

  private void completed(boolean successful) {
    if (successful) {
      end(Status.STATUS_COMMITTED);
    } else {
      end(isPrepared ? Status.STATUS_UNKNOWN : Status.STATUS_ROLLEDBACK);
    }
  }

  private void leaveUnknown() {
    end(Status.STATUS_UNKNOWN);
  }

  private void end(int status) {
    WriteTransaction transaction = open;
    if (transaction == null) {
      return;
    }
    open = null;
    switch (status) {
      case Status.STATUS_COMMITTED -> transaction.committed();
      case Status.STATUS_ROLLEDBACK, StatusTranslator.STATUS_FAILED_ROLLBACK ->
          transaction.rolledBack();
      default -> transaction.unknown();
    }
  }

  private final class End implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      end(status);
    }
  }
}
