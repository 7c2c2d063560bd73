package dev.twofold.hibernate.write;

import com.arjuna.ats.jta.TransactionManager;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * Connections as a container gives them: within a transaction of JTA all are the same and take part
 * in it, however often they are given back. Thread-safe.
 */
final class JtaConnections {

  private final XADataSource source;
  private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();

  JtaConnections(XADataSource source) {
    this.source = source;
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            JtaConnections.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return take();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private Connection take() throws SQLException {
    try {
      Transaction transaction = TransactionManager.transactionManager().getTransaction();
      return transaction == null || !isOpen(transaction.getStatus())
          ? source.getXAConnection().getConnection()
          : enlisted(transaction);
    } catch (SystemException | RollbackException e) {
      throw new SQLException(e);
    }
  }

  private static boolean isOpen(int status) {
    return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
  }

  private Connection enlisted(Transaction transaction)
      throws SQLException, SystemException, RollbackException {
    Connection present = enlisted.get(transaction);
    if (present != null) {
      return present;
    }
    XAConnection added = source.getXAConnection();
    transaction.enlistResource(added.getXAResource());
    Connection connection = keptOpen(added.getConnection());
    enlisted.put(transaction, connection);
    transaction.registerSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            enlisted.remove(transaction);
          }
        });
    return connection;
  }

  private static Connection keptOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            JtaConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
