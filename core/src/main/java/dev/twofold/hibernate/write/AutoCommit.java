package dev.twofold.hibernate.write;

import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;

/** Whether a statement that a session has executed outside of a transaction is committed. */
final class AutoCommit {

  private AutoCommit() {}

  /** False where that cannot be told, as for statements that wait in a JDBC batch. */
  static boolean isOn(SharedSessionContractImplementor session) {
    LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
    try {
      return session.getConfiguredJdbcBatchSize() <= 1
          && connection.isPhysicallyConnected()
          && connection.getPhysicalConnection().getAutoCommit();
    } catch (SQLException e) {
      return false; // a connection that broke after its statement
    }
  }
}
