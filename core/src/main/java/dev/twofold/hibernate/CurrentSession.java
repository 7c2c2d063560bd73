package dev.twofold.hibernate;

import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.context.internal.ThreadLocalSessionContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/** Finds the session with an active transaction that the caller is in. Thread-safe. */
final class CurrentSession {

  private final Supplier<? extends @Nullable SharedSessionContract> current;
  private final boolean isCheap;

  private CurrentSession(
      Supplier<? extends @Nullable SharedSessionContract> current, boolean isCheap) {
    this.current = current;
    this.isCheap = isCheap;
  }

  /** The sessions that the application names. */
  static CurrentSession of(Supplier<? extends @Nullable SharedSessionContract> current) {
    return new CurrentSession(current, true);
  }

  /** The sessions of the current-session context that Hibernate is configured with. */
  static CurrentSession of(SessionFactoryImplementor factory) {
    Object context = factory.getProperties().get(AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS);
    if (context == null && !hasTransactionManager(factory)) {
      return new CurrentSession(() -> null, true);
    }
    if ("thread".equals(context) || ThreadLocalSessionContext.class.getName().equals(context)) {
      return new CurrentSession(() -> ThreadSessions.bound(factory), true);
    }
    return new CurrentSession(() -> currentOrNull(factory), false);
  }

  private static boolean hasTransactionManager(SessionFactoryImplementor factory) {
    return factory
            .getServiceRegistry()
            .requireService(JtaPlatform.class)
            .retrieveTransactionManager()
        != null;
  }

  /** A context tells that there is no session by an exception: there is no way to ask. */
  private static @Nullable Session currentOrNull(SessionFactory factory) {
    try {
      return factory.getCurrentSession();
    } catch (HibernateException | IllegalStateException e) {
      return null;
    }
  }

  /** Whether to be told that there is none costs little: no exception. */
  boolean isCheap() {
    return isCheap;
  }

  /** The session, if its transaction is active. */
  Optional<SharedSessionContract> inTransaction() {
    SharedSessionContract session = current.get();
    return session != null && session.isOpen() && isInTransaction(session)
        ? Optional.of(session)
        : Optional.empty();
  }

  private static boolean isInTransaction(SharedSessionContract session) {
    if (session instanceof SharedSessionContractImplementor implementor) {
      return implementor.isTransactionInProgress();
    }
    return session instanceof Session proxy
        ? proxy.isJoinedToTransaction()
        : session.getTransaction().isActive();
  }

  /**
   * The session bound to the thread. Asking the session factory would open and bind one where there
   * is none, and nothing would ever close it.
   */
  private static final class ThreadSessions extends ThreadLocalSessionContext {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("unused") // Only what it inherits is wanted; there is no other constructor.
    private ThreadSessions(SessionFactoryImplementor factory) {
      super(factory);
    }

    static @Nullable Session bound(SessionFactory factory) {
      return sessionMap().get(factory);
    }
  }
}
