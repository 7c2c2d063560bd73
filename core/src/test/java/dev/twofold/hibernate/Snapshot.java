package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What all tables of an H2 database had at one time. To put it back changes no definitions, so that
 * H2 keeps the statements that it has parsed.
 */
final class Snapshot {

  private final TestDatabase database;
  private final List<String> restoration = new ArrayList<>();

  private Snapshot(TestDatabase database) {
    this.database = database;
  }

  static Snapshot of(TestDatabase database) throws SQLException {
    Snapshot snapshot = new Snapshot(database);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      snapshot.restoration.add("set referential_integrity false");
      for (String table : tables(statement)) {
        statement.execute("create table snapshot_%1$s as select * from %1$s".formatted(table));
        snapshot.restoration.add("delete from " + table);
        snapshot.restoration.add("insert into %1$s select * from snapshot_%1$s".formatted(table));
      }
      snapshot.restoration.add("set referential_integrity true");
    }
    return snapshot;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'PUBLIC'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  void restore() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : restoration) {
        statement.execute(each);
      }
    }
  }
}
