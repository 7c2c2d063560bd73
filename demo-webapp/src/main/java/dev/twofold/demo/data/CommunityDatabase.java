package dev.twofold.demo.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the tables of the community and fills them. */
public final class CommunityDatabase {

  private static final Logger log = LoggerFactory.getLogger(CommunityDatabase.class);
  private static final Set<String> MARKERS = Set.of("stories", "users");

  private CommunityDatabase() {}

  /**
   * Leaves a database alone that has tables of these names; otherwise creates them and generates a
   * community: all of it or nothing, where the database can undo the creation of tables.
   *
   * @throws SQLException if the database refuses
   */
  public static void createIfAbsent(DataSource dataSource, Scale scale) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (hasTables(connection)) {
        log.info("The database has a community already; it stays as it is");
        return;
      }
      connection.setAutoCommit(false);
      try {
        create(connection, scale);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
      while (tables.next()) {
        if (MARKERS.contains(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Indexes come last: to build one over all rows costs less than to keep it in order row by row.
   */
  private static void create(Connection connection, Scale scale) throws SQLException {
    SqlScript.run("tables.sql", connection);
    try (JdbcRows rows = new JdbcRows(connection)) {
      CommunityGenerator.generate(scale, rows);
      PictureGenerator.generate(scale, rows);
    }
    SqlScript.run("constraints.sql", connection);
  }
}
