package dev.twofold.hibernate;

import dev.twofold.write.BatchPosition;
import dev.twofold.write.EntryId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The table of how far the partitions of queues are written, a row for each life of a partition.
 * Two writers of one partition do not wait for each other: the second one finds a position that it
 * has not read, and rolls back. Thread-safe.
 *
 * @param table its name as it stands in statements
 */
record WritePositions(String table) {

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*){0,2}";

  private static final String KEY = " where queue_name = ? and partition_number = ? and epoch = ?";

  WritePositions {
    if (!table.matches(NAME)) {
      throw new IllegalArgumentException(
          "the table of positions is '%s'; allowed: letters, digits, '_' and '$', with schema and catalog before dots"
              .formatted(table));
    }
  }

  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table "
              + table
              + " (queue_name varchar(64) not null, partition_number integer not null,"
              + " epoch varchar(32) not null, entry varchar(41) not null,"
              + " primary key (queue_name, partition_number, epoch))");
    }
  }

  boolean isReadable(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select() + " and 1 = 0")) {
      bind(statement, 1, "", 0, "");
      statement.executeQuery().close();
      return true;
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      return false;
    }
  }

  /** The last entry that was written; null: none was. */
  @Nullable EntryId read(Connection connection, BatchPosition position) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select())) {
      bind(statement, 1, position.queue(), position.partition(), position.epoch());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? EntryId.parse(rows.getString(1)) : null;
      }
    }
  }

  private String select() {
    return "select entry from " + table + KEY;
  }

  /**
   * Takes a batch as written.
   *
   * @param before the last entry that was written when it began; null: none
   * @return whether it still was
   */
  boolean advance(Connection connection, BatchPosition position, @Nullable EntryId before)
      throws SQLException {
    return before == null ? insert(connection, position) : update(connection, position, before);
  }

  private boolean insert(Connection connection, BatchPosition position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into "
                + table
                + " (queue_name, partition_number, epoch, entry) values (?, ?, ?, ?)")) {
      bind(statement, 1, position.queue(), position.partition(), position.epoch());
      statement.setString(4, position.last().toString());
      return statement.executeUpdate() == 1;
    }
  }

  private boolean update(Connection connection, BatchPosition position, EntryId before)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update " + table + " set entry = ?" + KEY + " and entry = ?")) {
      statement.setString(1, position.last().toString());
      bind(statement, 2, position.queue(), position.partition(), position.epoch());
      statement.setString(5, before.toString());
      return statement.executeUpdate() == 1;
    }
  }

  private static void bind(
      PreparedStatement statement, int first, String queue, int partition, String epoch)
      throws SQLException {
    statement.setString(first, queue);
    statement.setInt(first + 1, partition);
    statement.setString(first + 2, epoch);
  }
}
