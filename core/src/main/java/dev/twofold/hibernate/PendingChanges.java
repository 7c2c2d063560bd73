package dev.twofold.hibernate;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;

/**
 * What a session of the caller has been told and has not written yet. One without state writes at
 * once, if only into a JDBC batch.
 */
final class PendingChanges {

  private PendingChanges() {}

  /** Writes all of it, as before a query. */
  static void flush(SharedSessionContract session) {
    if (session instanceof Session stateful && flushesBeforeQueries(stateful)) {
      stateful.flush();
    }
    // What a stateless session has collected for a JDBC batch is no part of a flush.
    session.unwrap(SharedSessionContractImplementor.class).getJdbcCoordinator().executeBatch();
  }

  /**
   * Writes them if there are any. Where there are none it costs what Hibernate takes to compare the
   * entities that the session manages with what they were, and nothing where there are no such
   * entities, or they are read-only.
   */
  static void flushIfAny(SharedSessionContract session) {
    if (session instanceof Session stateful
        && flushesBeforeQueries(stateful)
        && isDirty(stateful.unwrap(EventSource.class))) {
      stateful.flush();
    }
  }

  /** Not amid a flush or a cascade, whose callbacks may ask: it cannot be begun anew there. */
  private static boolean isDirty(EventSource session) {
    PersistenceContext context = session.getPersistenceContextInternal();
    if (context.isFlushing() || context.getCascadeLevel() > 0) {
      return false;
    }
    return session.getActionQueue().hasAnyQueuedActions()
        || (context.getNumberOfManagedEntities() > 0 && session.isDirty());
  }

  private static boolean flushesBeforeQueries(Session session) {
    FlushMode mode = session.getHibernateFlushMode();
    return mode == FlushMode.AUTO || mode == FlushMode.ALWAYS;
  }
}
