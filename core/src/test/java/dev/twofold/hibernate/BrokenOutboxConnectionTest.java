package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.hibernate.write.OutboxTable;
import dev.twofold.invalidation.Outbox.Handled;
import dev.twofold.invalidation.Outbox.Search;
import dev.twofold.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of another isolation that break while rows of the outbox are claimed. */
class BrokenOutboxConnectionTest {

  private static final Search ALL = new Search("app", 1, Duration.ZERO, 100);
  private static final OutboxTable TABLE = new OutboxTable(OutboxTable.DEFAULT_NAME);

  private final List<String> calls = new ArrayList<>();
  private TestDatabase database;
  private Connection connection;
  private Set<String> failing = Set.of();

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.h2(HibernateOutboxContract.Plain.class);
    HibernateDatabase.of(database.sessionFactory()).createOutboxTable();
    database
        .sessionFactory()
        .inTransaction(
            session ->
                session
                    .createNativeMutationQuery(
                        "insert into twofold_outbox (id, application, created_at, format, content)"
                            + " values ('a', 'app', current_timestamp, 1, x'01')")
                    .executeUpdate());
    connection = database.dataSource().getConnection();
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  private HibernateOutbox outbox() {
    Connection observed =
        KeptConnection.proxy(
            Connection.class,
            (self, method, arguments) -> {
              calls.add(method.getName());
              if (failing.contains(method.getName())) {
                throw new SQLException(method.getName(), "08006");
              }
              if (method.getName().equals("close") || method.getName().equals("abort")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    DataSource source =
        KeptConnection.proxy(DataSource.class, (self, method, arguments) -> observed);
    return new HibernateOutbox(
        "default",
        database.sessionFactory().unwrap(SessionFactoryImplementor.class),
        ConnectionSource.reader("default", source),
        TABLE);
  }

  @Test
  void firstFailureIsTold_andTheConnectionAborted() {
    assertThatThrownBy(
            () ->
                outbox()
                    .handOver(
                        ALL,
                        rows -> {
                          failing = Set.of("prepareStatement", "rollback");
                          return new Handled(Set.of("a"), Set.of());
                        }))
        .isInstanceOf(TierException.class)
        .cause()
        .hasMessage("prepareStatement")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("rollback"));
    assertThat(calls).contains("abort").endsWith("close");
  }

  @Test
  void failureThatTheConnectionSurvives_leavesItItsIsolation() throws SQLException {
    assertThatThrownBy(
            () ->
                outbox()
                    .handOver(
                        ALL,
                        rows -> {
                          failing = Set.of("prepareStatement");
                          return new Handled(Set.of("a"), Set.of());
                        }))
        .isInstanceOf(TierException.class);
    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    assertThat(calls).doesNotContain("abort").endsWith("close");
  }
}
