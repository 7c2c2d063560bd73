package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.invalidation.WriteTransaction;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;

/** The transactions of all sessions, as one listener sees them. Thread-safe. */
final class ListenerTransactions {

  private final WriteListener listener;
  private final OutboxTable outbox;

  /** Weak, for sessions that nobody closes. Sessions that share a transaction share the key. */
  private final Map<TransactionCoordinator, SessionTransactions> bySession =
      Collections.synchronizedMap(new WeakHashMap<>());

  ListenerTransactions(WriteListener listener, OutboxTable outbox) {
    this.listener = listener;
    this.outbox = outbox;
  }

  void changed(SharedSessionContractImplementor session, Change change) {
    bySession
        .computeIfAbsent(
            session.getTransactionCoordinator(),
            coordinator -> SessionTransactions.of(session, listener, outbox))
        .changed(session, change);
  }

  void changedAlone(Change change, boolean isCommitted) {
    WriteTransaction transaction = listener.begin();
    transaction.changed(change);
    if (isCommitted) {
      transaction.committed();
    } else {
      transaction.unknown();
    }
  }
}
