package dev.twofold.hibernate.write;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.WriteListener;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to what the sessions of a session factory write, until it is closed. Thread-safe. */
public final class HibernateWrites implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HibernateWrites.class);

  private final FactoryListeners listeners;
  private final ListenerTransactions transactions;

  private HibernateWrites(FactoryListeners listeners, ListenerTransactions transactions) {
    this.listeners = listeners;
    this.transactions = transactions;
  }

  /**
   * Tells a listener of everything that is written from now on. Several may listen to one factory.
   *
   * @param database the name of the database, for messages
   * @param outbox where transactions insert what the listener wants to leave
   */
  public static HibernateWrites listen(
      SessionFactoryImplementor factory,
      String database,
      OutboxTable outbox,
      WriteListener listener) {
    ListenerTransactions transactions =
        new ListenerTransactions(requireNonNull(listener, "listener"), outbox);
    FactoryListeners listeners = EntityWrites.of(factory);
    listeners.add(transactions);
    if (!StatementObservation.observe(factory, listeners)) {
      LOG.warn(
          "HQL, criteria and native SQL that writes through database '{}' is not seen, and leaves"
              + " stale values until they expire: its SessionFactory was built without {}. Keep"
              + " META-INF/services/org.hibernate.service.spi.ServiceContributor of twofold on the"
              + " class path that Hibernate searches, or call its contribute(..) with the"
              + " StandardServiceRegistryBuilder; until then, call Invalidator.tablesChanged after"
              + " such statements",
          database,
          StatementObservation.class.getName());
    }
    return new HibernateWrites(listeners, transactions);
  }

  /**
   * Whether the calling thread may have an open session with state that manages entities, and so
   * may have changes that are not written yet.
   */
  public boolean areSessionsInUse() {
    return listeners.sessions().isAny();
  }

  /** Nothing new is told from then on; transactions that have begun are told their end. */
  @Override
  public void close() {
    listeners.remove(transactions);
  }
}
