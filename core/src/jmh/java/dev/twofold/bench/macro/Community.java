package dev.twofold.bench.macro;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to ask for.
 *
 * @param stories have the numbers from 1
 * @param comments have the numbers from 1
 * @param users by number, which begins with 1
 */
record Community(int stories, int comments, List<String> users) {

  /** Reads it from the database of a server. */
  static Community read(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> users = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("select name from users order by id")) {
        while (rows.next()) {
          users.add(rows.getString(1));
        }
      }
      return new Community(count(statement, "stories"), count(statement, "comments"), users);
    }
  }

  private static int count(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
