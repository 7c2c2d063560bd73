package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** All who listen to one session factory. Thread-safe. */
final class FactoryListeners {

  private final List<ListenerTransactions> all = new CopyOnWriteArrayList<>();
  private final ManagingSessions sessions = new ManagingSessions();

  /** The sessions of the factory that threads use. */
  ManagingSessions sessions() {
    return sessions;
  }

  void add(ListenerTransactions listener) {
    all.add(listener);
  }

  void remove(ListenerTransactions listener) {
    all.remove(listener);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  static boolean isInTransaction(SharedSessionContractImplementor session) {
    return session.getTransactionCoordinator().isTransactionActive();
  }

  /** Something was written, and the statement was executed. */
  void written(SharedSessionContractImplementor session, Change change) {
    if (isInTransaction(session)) {
      changed(session, change);
    } else {
      changedAlone(session, change, true);
    }
  }

  /** Something was written in the transaction of a session. */
  void changed(SharedSessionContractImplementor session, Change change) {
    all.forEach(listener -> listener.changed(session, change));
  }

  /** Something was written, or may have been, outside of a transaction. */
  void changedAlone(SharedSessionContractImplementor session, Change change, boolean executed) {
    boolean isCommitted = executed && AutoCommit.isOn(session);
    all.forEach(listener -> listener.changedAlone(change, isCommitted));
  }
}
