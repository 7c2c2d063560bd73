package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.TierException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where connections of one database come from: its writer or its reader. Thread-safe. */
final class ConnectionSource {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSource.class);

  private final String description;
  private final Taking taking;
  private final GivingBack givingBack;

  private ConnectionSource(String description, Taking taking, GivingBack givingBack) {
    this.description = description;
    this.taking = taking;
    this.givingBack = givingBack;
  }

  static ConnectionSource writer(String database, SessionFactoryImplementor factory) {
    if (factory.getServiceRegistry().getService(MultiTenantConnectionProvider.class) != null) {
      throw new ConfigurationException(
          "database '%s' has a connection provider for several tenants, which is not supported; give each tenant a SessionFactory and a database name of its own, or map the tenant with @TenantId"
              .formatted(database));
    }
    ConnectionProvider provider =
        factory.getServiceRegistry().requireService(ConnectionProvider.class);
    if (provider instanceof UserSuppliedConnectionProviderImpl) {
      throw new ConfigurationException(
          "the SessionFactory of database '%s' has no connections of its own; set hibernate.connection.datasource"
              .formatted(database));
    }
    return new ConnectionSource(
        "writer of database '" + database + "'",
        provider::getConnection,
        provider::closeConnection);
  }

  static ConnectionSource reader(String database, DataSource dataSource) {
    return new ConnectionSource(
        "reader of database '" + database + "'", dataSource::getConnection, Connection::close);
  }

  /**
   * Takes a connection. The message leaves the driver's out, which may name users and addresses.
   */
  Connection take() {
    Connection connection;
    try {
      connection = taking.take();
    } catch (SQLException | RuntimeException e) {
      throw new TierException("the " + description + " gave no connection", e);
    }
    if (connection == null) {
      throw new TierException("the " + description + " gave no connection", null);
    }
    return connection;
  }

  /** Gives a connection back. What was read with it stays good if it has broken since. */
  void giveBack(Connection connection) {
    try {
      givingBack.giveBack(connection);
    } catch (SQLException e) {
      LOG.debug("The {} took a connection back that had broken", description, e);
    }
  }

  @Override
  public String toString() {
    return description;
  }

  private interface Taking {
    Connection take() throws SQLException;
  }

  private interface GivingBack {
    void giveBack(Connection connection) throws SQLException;
  }
}
