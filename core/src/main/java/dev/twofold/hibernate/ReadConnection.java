package dev.twofold.hibernate;

import dev.twofold.error.TierException;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of one read, taken when first asked for. */
sealed interface ReadConnection extends AutoCloseable {

  Connection get();

  /** Lets what follows run in one transaction, also where every statement would be its own. */
  void beginTransaction() throws SQLException;

  boolean inCallersTransaction();

  @Override
  void close();

  /** A connection of a pool. It goes back as it came, with no transaction open. */
  final class Own implements ReadConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ReadConnection.class);

    private final ConnectionSource source;
    private @Nullable Connection connection;
    private boolean autoCommit;

    Own(ConnectionSource source) {
      this.source = source;
    }

    @Override
    public Connection get() {
      if (connection == null) {
        Connection taken = source.take();
        try {
          autoCommit = taken.getAutoCommit();
        } catch (SQLException e) {
          source.giveBack(taken);
          throw new TierException("the " + source + " gave a broken connection", e);
        }
        connection = taken;
      }
      return connection;
    }

    @Override
    public void beginTransaction() throws SQLException {
      Connection taken = get();
      if (taken.getAutoCommit()) {
        taken.setAutoCommit(false);
      }
    }

    @Override
    public boolean inCallersTransaction() {
      return false;
    }

    @Override
    public void close() {
      Connection taken = connection;
      if (taken == null) {
        return;
      }
      connection = null;
      try {
        restore(taken);
      } finally {
        source.giveBack(taken);
      }
    }

    private void restore(Connection taken) {
      try {
        if (!taken.getAutoCommit()) {
          taken.rollback();
        }
        if (taken.getAutoCommit() != autoCommit) {
          taken.setAutoCommit(autoCommit);
        }
      } catch (SQLException e) {
        LOG.debug("A connection of the {} broke after a read, which is complete", source, e);
      }
    }
  }

  /**
   * The connection of a session of the caller, inside its transaction. The session is flushed
   * first, as before a query, so that the read sees what the caller has written.
   */
  final class Callers implements ReadConnection {

    private final SharedSessionContract session;
    private @Nullable Connection connection;

    Callers(SharedSessionContract session) {
      this.session = session;
    }

    @Override
    public Connection get() {
      if (connection == null) {
        PendingChanges.flush(session);
        connection = connectionOf(session);
      }
      return connection;
    }

    /**
     * Not by a work of the session, after which a session that releases its connection after every
     * statement, as with JTA, has given it back.
     */
    private static Connection connectionOf(SharedSessionContract session) {
      return session
          .unwrap(SharedSessionContractImplementor.class)
          .getJdbcCoordinator()
          .getLogicalConnection()
          .getPhysicalConnection();
    }

    /** It has begun. */
    @Override
    public void beginTransaction() {}

    @Override
    public boolean inCallersTransaction() {
      return true;
    }

    @Override
    public void close() {
      connection = null;
    }
  }
}
