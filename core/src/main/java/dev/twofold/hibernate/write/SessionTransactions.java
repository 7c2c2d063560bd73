package dev.twofold.hibernate.write;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.OutboxRow;
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
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 *   <li>With JTA, a session may be closed before its transaction ends: {@link
 *       OutlivingTransaction}. A commit that fails after all was flushed is unknown there.
 *   <li>If somebody else's synchronization threw, nobody is told. The beginning of the next
 *       transaction or the end of the session shows it.
 * </ul>
 */
final class SessionTransactions implements TransactionObserver {

  private static final Logger LOG = LoggerFactory.getLogger(SessionTransactions.class);

  private final WriteListener listener;
  private final OutboxTable outbox;

  /** Weak, because it is the key of a weak map that has this as a value. */
  private final WeakReference<TransactionCoordinator> coordinator;

  /** Null: nothing was written in the transaction, or its end was told. */
  private @Nullable WriteTransaction open;

  /** Whether the commit may have been sent. */
  private boolean isPrepared;

  /** As weak; it lives as long as the coordinator. */
  private final WeakReference<SharedSessionContractImplementor> owner;

  private SessionTransactions(
      WriteListener listener, OutboxTable outbox, SharedSessionContractImplementor owner) {
    this.listener = listener;
    this.outbox = outbox;
    this.coordinator = new WeakReference<>(owner.getTransactionCoordinator());
    this.owner = new WeakReference<>(owner);
  }

  static SessionTransactions of(
      SharedSessionContractImplementor session, WriteListener listener, OutboxTable outbox) {
    SharedSessionContractImplementor owner = ownerOf(session);
    SessionTransactions transactions = new SessionTransactions(listener, outbox, owner);
    session.getTransactionCoordinator().addObserver(transactions);
    owner
        .getEventListenerManager()
        .addListener(new SessionEnd(transactions::completed, transactions::sessionEnded));
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
      prepare(transaction);
    }
  }

  /** A row that a refused commit leaves behind is rolled back with it. */
  private void prepare(WriteTransaction transaction) {
    OutboxRow row = transaction.outbox();
    if (row != null) {
      outbox.insert(requireNonNull(owner.get(), "a session that is in use"), row);
    }
    transaction.beforeCommit();
  }

  @Override
  public void afterBegin() {
    leaveUnknown();
  }

  @Override
  public void beforeCompletion() {
    WriteTransaction transaction = open;
    if (transaction != null && !isPrepared && !isDoomed()) {
      isPrepared = true;
      coordinatorInUse().getLocalSynchronizations().registerSynchronization(new End());
      prepare(transaction);
    }
  }

  /** With JTA observers are asked also after a flush that has failed. */
  private boolean isDoomed() {
    return coordinatorInUse().getTransactionDriverControl().getStatus()
        == TransactionStatus.MARKED_ROLLBACK;
  }

  private TransactionCoordinator coordinatorInUse() {
    return requireNonNull(coordinator.get(), "a coordinator that is in use");
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

  /** A transaction of JTA does not end with a session that is closed within it. */
  private void sessionEnded() {
    WriteTransaction transaction = open;
    if (transaction != null && !isPrepared && isHandedOver(transaction)) {
      open = null;
    } else {
      leaveUnknown();
    }
  }

  /**
   * Whether the transaction manager tells the end from now on. What it refuses, as after a time-out
   * meanwhile, must not keep the session from being closed.
   */
  private boolean isHandedOver(WriteTransaction transaction) {
    try {
      if (!isInJta()) {
        return false;
      }
      OutlivingTransaction.register(
          transaction, requireNonNull(owner.get(), "a session that is in use"), outbox);
      return true;
    } catch (RuntimeException e) {
      LOG.debug("The outcome of a transaction stays unknown: its manager takes no listener", e);
      return false;
    }
  }

  private boolean isInJta() {
    TransactionCoordinator used = coordinatorInUse();
    return used.getTransactionCoordinatorBuilder().isJta()
        && used.getTransactionDriverControl().getStatus() == TransactionStatus.ACTIVE;
  }

  private void end(int status) {
    WriteTransaction transaction = open;
    if (transaction == null) {
      return;
    }
    open = null;
    tell(transaction, status);
  }

  /** Tells how a transaction has ended. */
  static void tell(WriteTransaction transaction, int status) {
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
