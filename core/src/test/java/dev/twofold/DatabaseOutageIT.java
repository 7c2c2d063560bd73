package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.checker.fault.TcpProxy;
import dev.twofold.error.LoadException;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real database that gives no connection, that is slow or frozen, and that is gone. */
class DatabaseOutageIT {

  /** Which of them depends on whether the pool tries a connection before it gives it. */
  private static final String[] NO_CONNECTION_OR_A_BROKEN_ONE = {
    "PSQLException", "the writer of database 'default' gave no connection"
  };

  private final PostgresServer postgres = new PostgresServer();
  private final TcpProxy line = new TcpProxy(postgres::port);
  private final InMemoryTier tier = new InMemoryTier();
  private final Halves halves = new Halves();
  private TestDatabase database;
  private Twofold twofold;

  @BeforeEach
  void warm() {
    postgres.start();
    open(postgres.url());
  }

  private void open(String url) {
    database = TestDatabase.at(url).connections(1).setting("hibernate.hbm2ddl.auto", "none").open();
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(database.sessionFactory()))
            .near(new InMemoryNearTier())
            .distributed(tier.node())
            .settings(TwofoldSettings.builder().databaseBudget(Duration.ofSeconds(1)).build())
            .register(halves)
            .build();
    assertThat(ask(2, 3).found()).isEqualTo(Map.of(2, 1));
  }

  @AfterEach
  void close() {
    closeEngine();
    line.close();
    postgres.close();
  }

  private void closeEngine() {
    twofold.close();
    database.close();
  }

  private Loaded<Integer, Integer> ask(Integer... keys) {
    try (LoadScope scope = twofold.open()) {
      return scope.findAll(Halves.class, List.of(keys));
    }
  }

  /** What tiers hold is answered, absence too; what needs the database fails, and is not kept. */
  private void assertOnlyTheDatabaseFails(String... reasons) {
    List<String> messages =
        Stream.of(reasons)
            .map(reason -> "Halves (region default) could not load 2 keys: " + reason)
            .toList();
    int entries = tier.contents().size();

    Loaded<Integer, Integer> loaded = ask(2, 3, 4, 5);

    assertThat(loaded.found()).isEqualTo(Map.of(2, 1));
    assertThat(loaded.missing()).containsExactly(3);
    assertThat(loaded.failed()).containsOnlyKeys(4, 5);
    assertThat(loaded.failed().values())
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(LoadException.class)
                    .extracting(Throwable::getMessage)
                    .isIn(messages));
    assertThat(tier.contents()).hasSize(entries);
    assertThat(tier.leases()).isZero();
  }

  private void assertRecovered() {
    assertThat(ask(4, 5).found()).isEqualTo(Map.of(4, 2));
  }

  @Test
  void poolExhausted() throws SQLException {
    try (Connection only = database.dataSource().getConnection()) {
      assertThat(only.isValid(1)).isTrue();
      assertOnlyTheDatabaseFails("the writer of database 'default' gave no connection");
    }
    assertRecovered();
  }

  @Test
  void slow_endsWithTheBudget() {
    halves.delay = 60;
    long start = System.nanoTime();
    assertOnlyTheDatabaseFails("PSQLException");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    halves.delay = 0;
    assertRecovered();
  }

  /** The driver notices by itself, because it was told how long to wait for an answer. */
  @Test
  void frozen_endsWithTheDriversTimeOut() {
    closeEngine();
    String throughTheLine = postgres.url().replaceFirst(":\\d+/", ":" + line.port() + "/");
    open(throughTheLine + "&socketTimeout=1");
    line.spoil(TcpProxy.Line.SILENT);
    long start = System.nanoTime();
    assertOnlyTheDatabaseFails(NO_CONNECTION_OR_A_BROKEN_ONE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    line.heal();
    await().untilAsserted(this::assertRecovered);
  }

  @Test
  void down() {
    postgres.close();
    assertOnlyTheDatabaseFails(NO_CONNECTION_OR_A_BROKEN_ONE);
  }

  @Test
  void downForLong_failsAtOnce() {
    postgres.close();
    for (int key = 4; key < 14; key++) {
      assertThat(ask(key).failed()).containsOnlyKeys(key);
    }
    long start = System.nanoTime();

    for (int i = 0; i < 50; i++) {
      assertThat(ask(2, 3).found()).isEqualTo(Map.of(2, 1));
      assertThat(ask(4).failed()).containsOnlyKeys(4);
    }

    assertThat(twofold.stats().circuits().get("database default").opened()).isPositive();
    // Each would wait 250 ms for the pool, of which one a second does.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
  }

  /** Even numbers have halves. */
  private static final class Halves extends BatchLoader<Integer, Integer> {

    private volatile int delay;

    @Override
    public Map<Integer, Integer> loadAll(Set<Integer> keys, LoadContext context)
        throws SQLException {
      Map<Integer, Integer> found = new HashMap<>();
      try (var statement =
          context.connection().prepareStatement("select ? / 2, pg_sleep(?) where ? % 2 = 0")) {
        for (Integer key : keys) {
          statement.setInt(1, key);
          statement.setInt(2, delay);
          statement.setInt(3, key);
          try (var rows = statement.executeQuery()) {
            if (rows.next()) {
              found.put(key, rows.getInt(1));
            }
          }
        }
      }
      return found;
    }
  }
}
