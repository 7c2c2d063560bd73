package dev.twofold.hibernate.write;

import dev.twofold.invalidation.OutboxRow;
import dev.twofold.invalidation.WriteTransaction;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * A transaction of JTA whose session was closed within it. Nothing of the session hears of its end;
 * its manager tells it.
 */
final class OutlivingTransaction implements Synchronization {

  private final WriteTransaction transaction;
  private final ConnectionProvider connections;
  private final OutboxTable outbox;

  private OutlivingTransaction(
      WriteTransaction transaction, ConnectionProvider connections, OutboxTable outbox) {
    this.transaction = transaction;
    this.connections = connections;
    this.outbox = outbox;
  }

  static void register(
      WriteTransaction transaction, SharedSessionContractImplementor session, OutboxTable outbox) {
    ServiceRegistryImplementor services = session.getFactory().getServiceRegistry();
    services
        .requireService(JtaPlatform.class)
        .registerSynchronization(
            new OutlivingTransaction(
                transaction, services.requireService(ConnectionProvider.class), outbox));
  }

  /** A connection that is taken within a transaction of JTA belongs to it. */
  @Override
  public void beforeCompletion() {
    OutboxRow row = transaction.outbox();
    if (row != null) {
      try {
        Connection connection = connections.getConnection();
        try {
          outbox.insert(connection, row);
        } finally {
          connections.closeConnection(connection);
        }
      } catch (SQLException e) {
        throw outbox.refusal(e);
      }
    }
    transaction.beforeCommit();
  }

  @Override
  public void afterCompletion(int status) {
    SessionTransactions.tell(transaction, status);
  }
}
