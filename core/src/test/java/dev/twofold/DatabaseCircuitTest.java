package dev.twofold;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.error.LoadException;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.resilience.CircuitState;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that gives no connection is not waited for by each request. */
class DatabaseCircuitTest {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AtomicLong nanoTime = new AtomicLong();
  private final TestDatabase database =
      TestDatabase.onH2()
          .connections(1)
          .setting("hibernate.current_session_context_class", "thread")
          .open();
  private final Squares squares = new Squares();
  private final Twofold twofold = engine(0);

  private Twofold engine(int concurrency) {
    return new EngineBuilder()
        .nanoTime(nanoTime::get)
        .database(HibernateDatabase.of(database.sessionFactory()))
        .settings(
            TwofoldSettings.builder()
                .databaseConcurrency(concurrency)
                .databaseBreaker(
                    policy -> new BreakerPolicy(2, 0.5, policy.slowAfter(), policy.slow(), PAUSE))
                .build())
        .register(squares, new Lengths())
        .build();
  }

  @AfterEach
  void close() {
    twofold.close();
    database.close();
  }

  private RuntimeException failure(int key) {
    return failure(twofold, key);
  }

  /** Null if it was answered. */
  private static RuntimeException failure(Twofold twofold, int key) {
    try (LoadScope scope = twofold.open()) {
      Loaded<Integer, Integer> loaded = scope.findAll(Squares.class, List.of(key));
      RuntimeException failure = loaded.failed().get(key);
      assertThat(failure == null).isEqualTo(loaded.found().equals(Map.of(key, key * key)));
      return failure;
    }
  }

  private CircuitStats circuit() {
    return twofold.stats().circuits().get("database default");
  }

  @Test
  void unreachable_failsAtOnce_untilOneLoadHasSucceeded() throws SQLException {
    assertThat(failure(1)).isNull();
    try (Connection only = database.dataSource().getConnection()) {
      assertThat(only.isValid(1)).isTrue();
      assertThat(failure(2))
          .hasMessage(
              "Squares (region default) could not load 1 key: the writer of database 'default' gave"
                  + " no connection");
      int before = database.connectionsTaken();

      assertThat(failure(2))
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "Squares (region default) could not load 1 key: the circuit 'database default' is"
                  + " open, because too many of the last loads could not reach it; one load tries"
                  + " it again every 1000 ms");
      assertThat(database.connectionsTaken()).isEqualTo(before);
    }
    assertThat(failure(2)).isNotNull();
    assertThat(circuit()).isEqualTo(new CircuitStats(CircuitState.OPEN, 1, 2));
    nanoTime.addAndGet(PAUSE.toNanos() + 1_000_000);

    assertThat(failure(2)).isNull();
    assertThat(circuit().state()).isEqualTo(CircuitState.CLOSED);
  }

  /** The load that tries the database again has the only turn for as long as it takes. */
  @Test
  void whileOneLoadTries_othersDoNotWaitForItsTurn() throws Exception {
    try (Twofold oneAtATime = engine(1)) {
      try (Connection only = database.dataSource().getConnection()) {
        assertThat(only.isValid(1)).isTrue();
        failure(oneAtATime, 1);
        failure(oneAtATime, 1);
      }
      nanoTime.addAndGet(PAUSE.toNanos() + 1_000_000);
      CountDownLatch ends = new CountDownLatch(1);
      squares.whileConnected = () -> assertThat(ends.await(1, MINUTES)).isTrue();
      FutureTask<RuntimeException> trial = new FutureTask<>(() -> failure(oneAtATime, 2));
      new Thread(trial, "trial").start();
      assertThat(squares.connected.await(1, MINUTES)).isTrue();

      assertThat(failure(oneAtATime, 3))
          .hasMessageStartingWith(
              "Squares (region default) could not load 1 key: the circuit 'database default' is");

      ends.countDown();
      assertThat(trial.get(1, MINUTES)).isNull();
      squares.whileConnected = () -> {};
      assertThat(failure(oneAtATime, 3)).isNull();
    }
  }

  @Test
  void loadersThatReadNoDatabase_goOn() throws SQLException {
    try (Connection only = database.dataSource().getConnection()) {
      assertThat(only.isValid(1)).isTrue();
      failure(1);
      failure(1);
      assertThat(circuit().state()).isEqualTo(CircuitState.OPEN);

      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Lengths.class, "four")).contains(4);
      }
    }
  }

  @Test
  void transactionOfTheCaller_hasItsConnection() throws SQLException {
    try (Connection only = database.dataSource().getConnection()) {
      assertThat(only.isValid(1)).isTrue();
      failure(1);
      failure(1);
    }
    assertThat(circuit().state()).isEqualTo(CircuitState.OPEN);
    Session session = database.sessionFactory().getCurrentSession();
    session.beginTransaction();
    try {
      assertThat(failure(3)).isNull();
    } finally {
      session.getTransaction().rollback();
    }
    assertThat(circuit().state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void statementThatFails_saysNothingOfOthers() {
    squares.sql = "select nonsense(?)";
    for (int i = 0; i < 10; i++) {
      assertThat(failure(i)).isNotNull();
    }
    assertThat(circuit()).isEqualTo(new CircuitStats(CircuitState.CLOSED, 0, 0));
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static final class Squares extends BatchLoader<Integer, Integer> {

    private final CountDownLatch connected = new CountDownLatch(1);
    private String sql = "select ? * ?";
    private volatile Step whileConnected = () -> {};

    @Override
    public Map<Integer, Integer> loadAll(Set<Integer> keys, LoadContext context) throws Exception {
      Map<Integer, Integer> found = new HashMap<>();
      try (var statement = context.connection().prepareStatement(sql)) {
        connected.countDown();
        whileConnected.run();
        for (Integer key : keys) {
          statement.setInt(1, key);
          statement.setInt(2, key);
          try (var rows = statement.executeQuery()) {
            rows.next();
            found.put(key, rows.getInt(1));
          }
        }
      }
      return found;
    }
  }

  /** Has a database, and does not ask it. */
  private static final class Lengths extends BatchLoader<String, Integer> {
    @Override
    public Map<String, Integer> loadAll(Set<String> keys, LoadContext context) {
      Map<String, Integer> found = new HashMap<>();
      keys.forEach(key -> found.put(key, key.length()));
      return found;
    }
  }
}
