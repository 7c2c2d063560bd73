package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.twofold.Loaders.Names;
import dev.twofold.error.LoadException;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More requests than the database has connections, and more values than a scope may know. */
@Timeout(180)
class OverloadTest {

  private static final int PLATFORM_THREADS = 200;
  private static final int VIRTUAL_THREADS = 10_000;

  /** The pool has two more: for transactions of the application. */
  private static final int LOADS = 2;

  private static final int TRANSACTIONS = 2;

  private final Squares squares = new Squares();

  @Test
  void onPlatformThreads_allAreAnswered() throws Exception {
    runRequests(Executors.newFixedThreadPool(PLATFORM_THREADS), PLATFORM_THREADS);
  }

  @Test
  void onVirtualThreads_allAreAnswered() throws Exception {
    // Before, a virtual thread that waits in synchronized code of a library keeps its carrier.
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    ExecutorService perTask =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    runRequests(perTask, VIRTUAL_THREADS);
  }

  /** Every tenth request asks inside a transaction of its own, which has a connection. */
  private void runRequests(ExecutorService executor, int requests) throws Exception {
    Semaphore transactions = new Semaphore(TRANSACTIONS);
    try (TestDatabase database =
            TestDatabase.onH2()
                .connections(LOADS + TRANSACTIONS)
                .setting("hibernate.current_session_context_class", "thread")
                .open();
        Twofold twofold =
            Twofold.builder()
                .database(HibernateDatabase.of(database.sessionFactory()))
                .settings(
                    TwofoldSettings.builder()
                        .databaseBudget(Duration.ofMinutes(2))
                        .databaseConcurrency(LOADS)
                        .build())
                .register(squares)
                .build()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        int key = i;
        answers.add(
            executor.submit(
                () ->
                    key % 10 == 0
                        ? inTransaction(transactions, database.sessionFactory(), twofold, key)
                        : ask(twofold, key)));
      }
      for (int i = 0; i < requests; i++) {
        assertThat(answers.get(i).get(150, TimeUnit.SECONDS)).isEqualTo(i * i);
      }
      assertThat(database.connectionsInUse()).isZero();
    } finally {
      executor.shutdownNow();
    }
    assertThat(squares.most).hasValueLessThanOrEqualTo(LOADS + TRANSACTIONS);
  }

  private static int ask(Twofold twofold, int key) {
    try (LoadScope scope = twofold.open()) {
      return scope.require(Squares.class, key);
    }
  }

  private static int inTransaction(
      Semaphore transactions, SessionFactory sessionFactory, Twofold twofold, int key)
      throws InterruptedException {
    transactions.acquire();
    var transaction = sessionFactory.getCurrentSession().beginTransaction();
    try {
      return ask(twofold, key);
    } finally {
      transaction.rollback();
      transactions.release();
    }
  }

  /** Reads the database for each of its keys. */
  private static final class Squares extends BatchLoader<Integer, Integer> {

    private final AtomicInteger loading = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public Map<Integer, Integer> loadAll(Set<Integer> keys, LoadContext context)
        throws SQLException {
      most.accumulateAndGet(loading.incrementAndGet(), Math::max);
      Map<Integer, Integer> found = new HashMap<>();
      try (var statement = context.connection().prepareStatement("select ? * ?")) {
        for (Integer key : keys) {
          statement.setInt(1, key);
          statement.setInt(2, key);
          try (var rows = statement.executeQuery()) {
            rows.next();
            found.put(key, rows.getInt(1));
          }
        }
      } finally {
        loading.decrementAndGet();
      }
      return found;
    }
  }

  @Nested
  class Limits {

    private final Names names = new Names(100);
    private final InMemoryDatabase database = new InMemoryDatabase();

    private Twofold engine(TwofoldSettings.Builder settings) {
      return Twofold.builder()
          .database(database)
          .settings(settings.databaseBudget(Duration.ofMillis(200)).build())
          .register(names)
          .build();
    }

    private static RuntimeException failure(LoadScope scope, long key) {
      RuntimeException failure = scope.findAll(Names.class, List.of(key)).failed().get(key);
      assertThat(failure).isInstanceOf(LoadException.class);
      return failure;
    }

    @Test
    void noTurnInTime_failsItsKeysAndNamesTheLimit() throws Exception {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            loading.countDown();
            go.await();
            return truth;
          });
      try (Twofold twofold = engine(TwofoldSettings.builder().databaseConcurrency(1))) {
        CompletableFuture<String> slow = OtherThread.supply(() -> find(twofold, 1));
        assertThat(loading.await(60, TimeUnit.SECONDS)).isTrue();
        try (LoadScope scope = twofold.open()) {
          assertThat(failure(scope, 2))
              .hasMessage(
                  "Names (region default) could not load 1 key: 1 loads were running, which is the"
                      + " limit (setting databaseConcurrency), and none of them ended within"
                      + " PT0.2S");
          go.countDown();
          assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo("name 1");
          assertThat(scope.find(Names.class, 2L)).contains("name 2");
        }
      }
    }

    private static String find(Twofold twofold, long key) {
      try (LoadScope scope = twofold.open()) {
        return scope.require(Names.class, key);
      }
    }

    @Test
    void loadInsideALoad_andLoadInATransaction_needNoTurn() {
      try (Twofold twofold = engine(TwofoldSettings.builder().databaseConcurrency(1))) {
        names.runInside(
            () -> {
              names.recover();
              assertThat(find(twofold, 2)).as("in a scope of its own").isEqualTo("name 2");
              database.callersTransaction(true);
              OtherThread.run(() -> assertThat(find(twofold, 3)).isEqualTo("name 3")).join();
              database.callersTransaction(false);
            });
        assertThat(find(twofold, 1)).isEqualTo("name 1");
      }
    }

    @Test
    void moreValuesThanAScopeMayKnow_fail_andWhatItKnowsStays() {
      try (Twofold twofold = engine(TwofoldSettings.builder().maximumValuesPerScope(3));
          LoadScope scope = twofold.open()) {
        assertThat(scope.findAll(Names.class, List.of(1L, 2L)).found()).hasSize(2);

        assertThat(scope.findAll(Names.class, List.of(1L, 3L, 4L)).failed().get(3L))
            .hasMessage(
                "Names (region default) was not asked for 2 keys: the scope knows 2 values, and"
                    + " may know 3 (setting maximumValuesPerScope). Work through large amounts in"
                    + " several scopes");
        assertThat(scope.find(Names.class, 1L)).contains("name 1");
        assertThat(scope.refresh(Names.class, 1L)).contains("name 1");
        assertThat(scope.find(Names.class, 5L)).contains("name 5");
        assertThat(names.batchSizes()).containsExactly(2, 1, 1);
      }
    }
  }
}
