package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class QueryCounterTest {

  private final QueryCounter queries = QueryCounter.on(h2());

  private static JdbcDataSource h2() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:");
    return dataSource;
  }

  @Test
  void everyExecution_countsOnce() throws SQLException {
    try (Connection connection = queries.dataSource().getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select 2")) {
      statement.execute("select 1");
      prepared.executeQuery();
      prepared.executeQuery();
    }
    assertThat(queries.statements()).containsExactly("select 1", "select 2", "select 2");
    assertThat(queries.count()).isEqualTo(3);
  }

  @Test
  void batch_countsOnce() throws SQLException {
    try (Connection connection = queries.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.addBatch("create table a (id int)");
      statement.addBatch("create table b (id int)");
      statement.executeBatch();
    }
    assertThat(queries.statements()).containsExactly("create table a (id int)");
  }

  @Test
  void reset_startsAtZero() throws SQLException {
    try (Connection connection = queries.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      queries.reset();
      assertThat(queries.count()).isZero();
      statement.execute("select 2");
    }
    assertThat(queries.statements()).containsExactly("select 2");
  }
}
