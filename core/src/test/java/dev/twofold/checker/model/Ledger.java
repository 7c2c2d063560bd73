package dev.twofold.checker.model;

import dev.twofold.checker.history.Cell;
import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table that has the version of every cell. Whoever writes a cell holds the lock of its row
 * from before until after the commit: so versions have the order of commits. It is not mapped, so
 * the engine knows nothing of it. A transaction signs a second table, which tells afterwards
 * whether it was committed.
 */
public final class Ledger {

  private static final String ARRAY = "bigint";

  private Ledger() {}

  /** Makes both tables. */
  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table ledger (cell bigint primary key, version bigint, content bigint)"
              + " with (fillfactor = 50)");
      statement.execute("create table committed (id bigint primary key)");
    }
  }

  /** Adds cells. */
  public static void insert(Connection connection, Collection<Change> states) throws SQLException {
    write(connection, states, "insert into ledger select * from unnest(?, ?, ?)");
  }

  /** Locks cells, in an order that all transactions keep, and answers their states. */
  public static Map<Cell, State> lock(Connection connection, Collection<Cell> cells)
      throws SQLException {
    String sql =
        "select cell, version, content from ledger where cell = any(?) order by cell for update";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf(ARRAY, cells.stream().map(Cell::number).toArray()));
      return states(statement);
    }
  }

  /** Gives locked cells new states. */
  public static void update(Connection connection, Collection<Change> states) throws SQLException {
    write(
        connection,
        states,
        "update ledger l set version = n.version, content = n.content"
            + " from unnest(?, ?, ?) as n(cell, version, content) where l.cell = n.cell");
  }

  /** The states of all cells. */
  public static List<Change> all(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select cell, version, content from ledger")) {
      List<Change> all = new ArrayList<>();
      states(statement).forEach((cell, state) -> all.add(new Change(cell, state)));
      return all;
    }
  }

  /** Signs for a transaction. */
  public static void sign(Connection connection, long transaction) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into committed values (?)")) {
      statement.setLong(1, transaction);
      statement.executeUpdate();
    }
  }

  /** Those of some transactions that were committed. */
  public static Set<Long> committed(Connection connection, Collection<Long> transactions)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from committed where id = any(?)")) {
      statement.setArray(1, connection.createArrayOf(ARRAY, transactions.toArray()));
      Set<Long> committed = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          committed.add(rows.getLong(1));
        }
      }
      return committed;
    }
  }

  private static void write(Connection connection, Collection<Change> states, String sql)
      throws SQLException {
    Object[] cells = states.stream().map(each -> each.cell().number()).toArray();
    Object[] versions = states.stream().map(each -> each.next().version()).toArray();
    Object[] contents = states.stream().map(each -> each.next().content()).toArray();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf(ARRAY, cells));
      statement.setArray(2, connection.createArrayOf(ARRAY, versions));
      statement.setArray(3, connection.createArrayOf(ARRAY, contents));
      statement.executeUpdate();
    }
  }

  private static Map<Cell, State> states(PreparedStatement statement) throws SQLException {
    Map<Cell, State> states = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        states.put(Cell.of(rows.getLong(1)), new State(rows.getLong(2), rows.getLong(3)));
      }
    }
    return states;
  }
}
