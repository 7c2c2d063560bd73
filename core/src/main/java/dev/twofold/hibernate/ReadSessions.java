package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import org.hibernate.FlushMode;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.StatelessSessionBuilder;
import org.jspecify.annotations.Nullable;

/** The sessions of one read, opened on its connection when first asked for. */
final class ReadSessions implements AutoCloseable {

  private final SessionFactory factory;
  private final @Nullable Object tenant;
  private @Nullable StatelessSession stateless;
  private @Nullable Session stateful;

  /**
   * @param tenant the tenant id to read with; null: what the session factory resolves, if it does
   */
  ReadSessions(SessionFactory factory, @Nullable Object tenant) {
    this.factory = factory;
    this.tenant = tenant;
  }

  /** Whether {@link #open} knows the type. */
  static boolean supports(Class<?> type) {
    return isStateless(type) || isStateful(type);
  }

  private static boolean isStateless(Class<?> type) {
    return type == StatelessSession.class || type == SharedSessionContract.class;
  }

  private static boolean isStateful(Class<?> type) {
    return type == Session.class || type == EntityManager.class;
  }

  /**
   * The session of a type.
   *
   * @throws LoadException if the entities have tenants and nobody says which to read as
   */
  <S> S open(Class<S> type, Connection connection) {
    try {
      return type.cast(isStateful(type) ? stateful(connection) : stateless(connection));
    } catch (HibernateException e) {
      if (tenant == null) {
        throw new LoadException(
            "no session could be opened; if its entities have a @TenantId, name the parameter that"
                + " has it in Loader.tenant()",
            e);
      }
      throw e;
    }
  }

  private StatelessSession stateless(Connection connection) {
    if (stateless == null) {
      StatelessSessionBuilder options = factory.withStatelessOptions().connection(connection);
      stateless = (tenant == null ? options : options.tenantIdentifier(tenant)).open();
    }
    return stateless;
  }

  private Session stateful(Connection connection) {
    if (stateful == null) {
      SessionBuilder options =
          factory
              .withOptions()
              .connection(connection)
              .autoJoinTransactions(false)
              .flushMode(FlushMode.MANUAL);
      stateful = (tenant == null ? options : options.tenantIdentifier(tenant)).open();
      stateful.setDefaultReadOnly(true);
    }
    return stateful;
  }

  @Override
  public void close() {
    try {
      if (stateless != null) {
        stateless.close();
      }
    } finally {
      if (stateful != null) {
        stateful.close();
      }
    }
  }
}
