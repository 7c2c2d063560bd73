package dev.twofold.hibernate.write;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;

/**
 * Tells of rows whose version a session increments for a lock: Hibernate does it without an event.
 * Seen in the flush that comes before; so not where the session is never flushed, nor for those
 * without state.
 */
final class VersionIncrements implements FlushEntityEventListener {

  private static final long serialVersionUID = 1L;

  private final transient FactoryListeners listeners;
  private final transient WrittenRows rows;

  VersionIncrements(FactoryListeners listeners, WrittenRows rows) {
    this.listeners = listeners;
    this.rows = rows;
  }

  @Override
  public void onFlushEntity(FlushEntityEvent event) {
    EntityEntry entry = event.getEntityEntry();
    switch (entry.getLockMode()) {
      case OPTIMISTIC_FORCE_INCREMENT, PESSIMISTIC_FORCE_INCREMENT ->
          tell(entry, event.getSession());
      default -> {}
    }
  }

  private void tell(EntityEntry entry, EventSource session) {
    if (!listeners.isEmpty() && FactoryListeners.isInTransaction(session)) {
      listeners.changed(session, rows.ofVersion(entry, session));
    }
  }
}
