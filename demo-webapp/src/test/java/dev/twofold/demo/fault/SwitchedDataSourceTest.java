package dev.twofold.demo.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchedDataSourceTest {

  private final JdbcDataSource behind = new JdbcDataSource();
  private final FaultSwitch gate = new FaultSwitch(Duration.ofMinutes(1));
  private final DataSource source = new SwitchedDataSource(behind, gate);

  @BeforeEach
  void chooseDatabase() {
    behind.setURL("jdbc:h2:mem:");
  }

  @Test
  void getConnection_off_refusedAsOfADatabaseThatIsGone() {
    gate.set(Position.OFF);

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessage("the database gave no connection: its fault switch is 'off'");
    assertThatThrownBy(() -> source.getConnection("sa", ""))
        .isInstanceOf(SQLTransientConnectionException.class);
  }

  @Test
  void getConnection_frozenAndBack_given() throws SQLException {
    gate.set(Position.FROZEN);
    Thread caller = Thread.currentThread();
    Thread repair =
        new Thread(
            () -> {
              await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
              gate.set(Position.ON);
            });
    repair.start();

    try (Connection connection = source.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  /** Its delay is a minute here: that is for statements. */
  @Test
  void getConnection_slow_givenAtOnce() throws SQLException {
    gate.set(Position.SLOW);

    try (Connection connection = source.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void unwrap_itselfAndTheOneBehind_found() throws SQLException {
    assertThat(source.isWrapperFor(SwitchedDataSource.class)).isTrue();
    assertThat(source.unwrap(SwitchedDataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(JdbcDataSource.class)).isTrue();
    assertThat(source.unwrap(JdbcDataSource.class)).isSameAs(behind);
  }
}
