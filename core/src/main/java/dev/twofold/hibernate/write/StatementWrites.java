package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.TableChange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Tells listeners which tables statements write. Thread-safe. */
final class StatementWrites {

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
    Change change =
        new TableChange(tables.names(), tables.isEverything(), session.getTenantIdentifierValue());
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
