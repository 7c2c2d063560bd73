package dev.twofold.demo.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts rows in batches. Does not commit. Used by one thread. */
final class JdbcRows implements Rows, AutoCloseable {

  private static final int BATCH = 1_000;

  private final Connection connection;
  private @Nullable Table table;
  private @Nullable PreparedStatement insert;
  private int waiting;

  JdbcRows(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void add(Table into, @Nullable Object... values) {
    try {
      PreparedStatement statement = statement(into);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.addBatch();
      if (++waiting == BATCH) {
        statement.executeBatch();
        waiting = 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("could not insert into " + into, e);
    }
  }

  private PreparedStatement statement(Table into) throws SQLException {
    if (insert != null && table == into) {
      return insert;
    }
    finishTable();
    table = into;
    insert = connection.prepareStatement(into.insert());
    return insert;
  }

  private void finishTable() throws SQLException {
    if (insert == null) {
      return;
    }
    try (PreparedStatement finished = insert) {
      insert = null;
      if (waiting > 0) {
        finished.executeBatch();
        waiting = 0;
      }
    }
  }

  /** Sends what is waiting. */
  @Override
  public void close() {
    try {
      finishTable();
    } catch (SQLException e) {
      throw new IllegalStateException("could not insert into " + table, e);
    }
  }
}
