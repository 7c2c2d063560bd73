package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.TableChange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners which tables statements write. Thread-safe. */
final class StatementWrites {

  private static final Logger LOG = LoggerFactory.getLogger(StatementWrites.class);

  private final AtomicBoolean warned = new AtomicBoolean();

  /** By factory: several may be built with the same services. */
  private final Map<SessionFactoryImplementor, FactoryListeners> listeners =
      new ConcurrentHashMap<>();

  void observe(SessionFactoryImplementor factory, FactoryListeners listening) {
    listeners.put(factory, listening);
  }

  /** Executes a statement. In a transaction its tables are told first, so that none is missed. */
  <R> R execute(
      SharedSessionContractImplementor session,
      Supplier<WrittenTables> written,
      Supplier<R> execution) {
    FactoryListeners listening = listeners.get(session.getFactory());
    if (listening == null || listening.isEmpty()) {
      return execution.get();
    }
    WrittenTables tables = written.get();
    if (tables.isNone()) {
      return execution.get();
    }
    if (tables.isEverything() && warned.compareAndSet(false, true)) {
      LOG.warn(
          "A native statement was executed whose text does not tell which tables it writes: all"
              + " loaders of its database are cleared. Name what it writes on the query:"
              + " addSynchronizedEntityClass(..) or addSynchronizedQuerySpace(..) of"
              + " NativeMutationQuery. Said once.");
    }
    Change change =
        new TableChange(
            tables.names(),
            tables.isEverything(),
            tables.columns(),
            session.getTenantIdentifierValue());
    if (FactoryListeners.isInTransaction(session)) {
      listening.changed(session, change);
      return execution.get();
    }
    boolean executed = false;
    try {
      R result = execution.get();
      executed = true;
      return result;
    } finally {
      listening.changedAlone(session, change, executed);
    }
  }
}
