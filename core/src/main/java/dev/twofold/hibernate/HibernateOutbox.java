package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.TierException;
import dev.twofold.hibernate.write.OutboxTable;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.OutboxRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The outbox in a table of the database, worked off on connections of the writer's pool. Rows are
 * claimed by locks that last as long as they are being delivered, and end with their connection.
 * Thread-safe.
 */
final class HibernateOutbox implements Outbox {

  private final String database;
  private final OutboxTable table;
  private final ConnectionSource writer;
  private final OutboxStatements statements;

  HibernateOutbox(
      String database,
      SessionFactoryImplementor factory,
      ConnectionSource writer,
      OutboxTable table) {
    this.database = database;
    this.table = table;
    this.writer = writer;
    this.statements = new OutboxStatements(factory, table);
  }

  @Override
  public void check() {
    try {
      inTransaction("read", connection -> execute(connection, statements.check()));
    } catch (TierException e) {
      throw new ConfigurationException(
          "the outbox is on, but table '%s' of database '%s' cannot be read; create it with the statement in docs/consistency.md or with HibernateDatabase.createOutboxTable(), or name another with outboxTable(..)"
              .formatted(table.name(), database),
          e);
    }
  }

  /** Creates the table and its index. */
  void create() {
    inTransaction(
        "created",
        connection -> {
          execute(connection, statements.createTable());
          return execute(connection, statements.createIndex());
        });
  }

  /** Whether the table is there, and can be read. */
  boolean exists() {
    try {
      inTransaction("read", connection -> execute(connection, statements.check()));
      return true;
    } catch (TierException e) {
      return false;
    }
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  @Override
  public void delete(List<String> ids) {
    inTransaction(
        "worked off",
        connection -> {
          forEach(connection, statements.delete(), ids);
          return ids;
        });
  }

  @Override
  public Backlog handOver(Search search, Receiver receiver) {
    return inTransaction(
        "worked off",
        connection -> {
          OutboxAge age = OutboxAge.read(connection, statements, search);
          if (!age.hasReached(search.age())) {
            return new Backlog(age.rows(), age.oldest(), 0);
          }
          connection.commit(); // what follows has an isolation of its own
          Handled handled = handOver(connection, search, age.now(), receiver);
          return new Backlog(
              age.rows(), age.oldest(), handled.delivered().size() + handled.undecodable().size());
        });
  }

  /**
   * What was committed counts, nothing older: with another isolation a database would refuse rows
   * that others have deleted since, or lock where others insert.
   */
  private Handled handOver(
      Connection connection, Search search, OffsetDateTime now, Receiver receiver)
      throws SQLException {
    try (ReadCommitted reading = ReadCommitted.on(connection)) {
      return claim(reading.connection(), search, now, receiver);
    }
  }

  private Handled claim(Connection connection, Search search, OffsetDateTime now, Receiver receiver)
      throws SQLException {
    List<OutboxRow> rows = claimed(connection, search, now.minus(search.age()));
    Handled handled =
        rows.isEmpty() ? new Handled(Set.of(), Set.of()) : receiver.handle(List.copyOf(rows));
    forEach(connection, statements.delete(), handled.delivered());
    forEach(connection, statements.setAside(), handled.undecodable());
    connection.commit();
    return handled;
  }

  private List<OutboxRow> claimed(Connection connection, Search search, OffsetDateTime before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(statements.claim())) {
      statement.setMaxRows(search.most());
      statement.setString(1, search.application());
      statement.setInt(2, search.format());
      statement.setObject(3, before);
      List<OutboxRow> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(
              new OutboxRow(
                  results.getString(1),
                  results.getString(2),
                  results.getInt(3),
                  results.getBytes(4)));
        }
      }
      return rows;
    }
  }

  private static void forEach(Connection connection, String sql, Collection<String> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String id : ids) {
        statement.setString(1, id);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** The message leaves the driver's out, which may name users and addresses. */
  private <T> T inTransaction(String purpose, Work<T> work) {
    try (ReadConnection connection = new ReadConnection.Own(writer)) {
      connection.beginTransaction();
      T result = work.run(connection.get());
      connection.get().commit();
      return result;
    } catch (SQLException e) {
      throw new TierException(
          "table '%s' of database '%s' could not be %s (SQL state %s)"
              .formatted(table.name(), database, purpose, e.getSQLState()),
          e);
    }
  }

  @Override
  public String toString() {
    return "outbox " + table.name() + " of database " + database;
  }
}
