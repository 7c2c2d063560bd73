package dev.twofold.hibernate.write;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.OutboxRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The table that transactions insert rows of an outbox into. The age of a row is by the clock of
 * the database alone. Immutable.
 *
 * @param name as it stands in statements, with its schema if it needs one
 */
public record OutboxTable(String name) {

  /** What it is called where nobody says otherwise. */
  public static final String DEFAULT_NAME = "twofold_outbox";

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*){0,2}";

  public OutboxTable {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "outboxTable is '%s'; allowed: letters, digits, '_' and '$', with schema and catalog before dots"
              .formatted(name));
    }
  }

  /**
   * Inserts a row in the transaction of a session.
   *
   * @throws TierException if that fails; the transaction must not commit then
   */
  void insert(SharedSessionContractImplementor session, OutboxRow row) {
    // Not by a work of the session, after which one that releases its connection has given it back.
    insert(session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection(), row);
  }

  /**
   * Inserts a row on a connection of the transaction.
   *
   * @throws TierException as above
   */
  void insert(Connection connection, OutboxRow row) {
    try {
      execute(connection, row);
    } catch (SQLException e) {
      throw refusal(e);
    }
  }

  TierException refusal(SQLException cause) {
    return new TierException(
        "what a transaction makes stale could not be inserted into table '%s', so it is rolled back; see the cause, or switch the outbox off"
            .formatted(name),
        cause);
  }

  private void execute(Connection connection, OutboxRow row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into "
                + name
                + " (id, application, created_at, format, content)"
                + " values (?, ?, current_timestamp, ?, ?)")) {
      statement.setString(1, row.id());
      statement.setString(2, row.application());
      statement.setInt(3, row.format());
      statement.setBytes(4, row.content());
      statement.executeUpdate();
    }
  }
}
