package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStandbyIT {

  @Order(1)
  @RegisterExtension
  static final PostgresServer PRIMARY = new PostgresServer();

  @Order(2)
  @RegisterExtension
  static final PostgresStandby STANDBY = new PostgresStandby(PRIMARY);

  @BeforeEach
  void createTable() throws SQLException {
    execute(PRIMARY.url(), "drop table if exists item");
    execute(PRIMARY.url(), "create table item as select 1 as size");
    STANDBY.awaitReplayed();
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int sizeAt(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select size from item")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  @Test
  void paused_answersWhatWasCommittedBefore_untilItResumes() throws SQLException {
    STANDBY.pause();
    execute(PRIMARY.url(), "update item set size = 2");
    assertThat(sizeAt(PRIMARY.url())).isEqualTo(2);
    assertThat(sizeAt(STANDBY.url())).isEqualTo(1);

    STANDBY.resume();
    assertThat(sizeAt(STANDBY.url())).isEqualTo(2);
  }

  @Test
  void write_isRefused() {
    assertThatThrownBy(() -> execute(STANDBY.url(), "update item set size = 2"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("read-only transaction");
  }
}
