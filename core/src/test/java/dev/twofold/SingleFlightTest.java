package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.LoadException;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of one process that want the same keys at the same time. */
@Timeout(60)
class SingleFlightTest {

  private static final Parameter<String> LOCALE = Parameter.of("locale", String.class);

  private final Names names = new Names(1_000);
  private final Titles titles = new Titles(1_000);
  private final Greetings greetings = new Greetings();
  private final Drafts drafts = new Drafts();
  private final InMemoryDatabase database = new InMemoryDatabase();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine(Duration.ofSeconds(20));

  private Twofold.Builder builder(Duration budget) {
    return Twofold.builder()
        .database(database)
        .settings(TwofoldSettings.builder().databaseBudget(budget).build())
        .register(names, titles, greetings, drafts);
  }

  private Twofold engine(Duration budget) {
    return opened(builder(budget));
  }

  private Twofold opened(Twofold.Builder builder) {
    Twofold engine = builder.build();
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void close() {
    executor.shutdownNow();
    engines.forEach(Twofold::close);
  }

  /** What a request of its own, on a thread of its own, answers. */
  private <T> Future<T> request(Twofold engine, Function<LoadScope, T> question) {
    return executor.submit(
        () -> {
          try (LoadScope scope = engine.open()) {
            T answer = question.apply(scope);
            Costs.check(scope.stats());
            return answer;
          }
        });
  }

  /** As above; goes on once that request waits for somebody. */
  private <T> Future<T> waitingRequest(Twofold engine, Function<LoadScope, T> question) {
    AtomicReference<Thread> thread = new AtomicReference<>();
    Future<T> answer =
        request(
            engine,
            scope -> {
              thread.set(Thread.currentThread());
              return question.apply(scope);
            });
    await()
        .until(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
    return answer;
  }

  private static <T> T outcome(Future<T> answer) {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static <K, V> Function<LoadScope, String> costs(
      Class<? extends RecordingLoader<K, V>> loader, List<K> keys) {
    return scope -> {
      scope.findAll(loader, keys);
      return Costs.of(scope, loader.getSimpleName());
    };
  }

  /** Has the next load of a loader begin others, and go on when they are begun. */
  private static <K, V> void duringNextLoad(RecordingLoader<K, V> loader, Runnable action) {
    loader.runInside(
        () -> {
          loader.recover();
          action.run();
        });
  }

  @Nested
  class Joined {

    @Test
    void equalBatchesAtOnce_areOneLoad() {
      List<Future<String>> others = new ArrayList<>();
      duringNextLoad(
          names,
          () -> {
            for (int i = 0; i < 49; i++) {
              others.add(waitingRequest(twofold, costs(Names.class, List.of(1L, 2L, 2_000L))));
            }
          });

      String first = outcome(request(twofold, costs(Names.class, List.of(1L, 2L, 2_000L))));

      assertThat(first).isEqualTo("asked=3 database=2 absent=1 batches=1");
      others.forEach(
          other -> assertThat(outcome(other)).isEqualTo("asked=3 database=2 absent=1 joined=3"));
      assertThat(names.batches()).hasSize(1);
    }

    @Test
    void overlappingBatches_loadWhatNobodyLoadsFirst_andWaitOnlyThen() {
      AtomicReference<Future<String>> other = new AtomicReference<>();
      duringNextLoad(
          names, () -> other.set(waitingRequest(twofold, costs(Names.class, List.of(3L, 2L, 4L)))));

      outcome(request(twofold, costs(Names.class, List.of(1L, 2L))));

      assertThat(outcome(other.get())).isEqualTo("asked=3 database=3 batches=1 joined=1");
      assertThat(names.batches()).containsExactly(Set.of(1L, 2L), Set.of(3L, 4L));
    }

    @Test
    void twoLoadersInOppositeOrder_neverWaitForEachOther() {
      CyclicBarrier bothLoading = new CyclicBarrier(2);
      names.runInside(() -> meet(bothLoading));
      titles.runInside(() -> meet(bothLoading));
      Future<String> one =
          request(
              twofold,
              scope -> {
                scope.lazy(Titles.class, 1L);
                return scope.require(Names.class, 1L);
              });
      Future<String> other =
          request(
              twofold,
              scope -> {
                scope.lazy(Names.class, 1L);
                return scope.require(Titles.class, 1L);
              });

      assertThat(outcome(one)).isEqualTo("name 1");
      assertThat(outcome(other)).isEqualTo("title 1");
    }

    @Test
    void theSameInstanceIsSeenByAll() {
      AtomicReference<Future<String>> other = new AtomicReference<>();
      duringNextLoad(
          names, () -> other.set(waitingRequest(twofold, scope -> scope.require(Names.class, 1L))));

      String first = outcome(request(twofold, scope -> scope.require(Names.class, 1L)));

      assertThat(outcome(other.get())).isSameAs(first);
    }

    @Test
    void withLeasesOfADistributedTier_noFurtherLookUpIsNeeded() {
      InMemoryTier tier = new InMemoryTier();
      Twofold engine = opened(builder(Duration.ofSeconds(20)).distributed(tier.node()));
      AtomicReference<Future<String>> other = new AtomicReference<>();
      duringNextLoad(
          names,
          () ->
              other.set(
                  waitingRequest(
                      engine,
                      scope -> {
                        scope.findAll(Names.class, List.of(1L, 2L));
                        return Costs.of(scope, "Names") + " " + Costs.of(scope);
                      })));

      outcome(request(engine, costs(Names.class, List.of(1L, 2L))));

      assertThat(outcome(other.get())).isEqualTo("asked=2 database=2 joined=2 waves=1 multiGets=1");
      assertThat(names.batches()).hasSize(1);
    }

    @Test
    void afterTheLoad_nothingIsKept() {
      outcome(request(twofold, costs(Names.class, List.of(1L))));
      outcome(request(twofold, costs(Names.class, List.of(1L))));

      assertThat(names.batches()).hasSize(2);
    }
  }

  @Nested
  class Failing {

    @Test
    void failureOfTheLoad_failsAllWhoWait_andNobodyElse() {
      List<Future<RuntimeException>> others = new ArrayList<>();
      Function<LoadScope, RuntimeException> question =
          scope -> scope.findAll(Names.class, List.of(1L, 2L)).failed().get(1L);
      names.behave(
          (keys, truth, context) -> {
            for (int i = 0; i < 5; i++) {
              others.add(waitingRequest(twofold, question));
            }
            throw new IllegalStateException("down");
          });

      RuntimeException first = outcome(request(twofold, question));

      assertThat(first)
          .isInstanceOf(LoadException.class)
          .hasMessage("Names (region default) could not load 2 keys: IllegalStateException");
      others.forEach(
          other ->
              assertThat(outcome(other))
                  .isInstanceOf(LoadException.class)
                  .hasMessage(
                      "Names (region default) could not load 2 keys, which another request was"
                          + " loading: Names (region default) could not load 2 keys:"
                          + " IllegalStateException"));
      assertThat(names.batches()).hasSize(1);
      names.recover();
      assertThat(outcome(request(twofold, costs(Names.class, List.of(1L)))))
          .isEqualTo("asked=1 database=1 batches=1");
    }

    @Test
    void interruptOfTheLoad_concernsNobodyElse() {
      List<Future<String>> others = new ArrayList<>();
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            for (int i = 0; i < 5; i++) {
              others.add(waitingRequest(twofold, scope -> scope.require(Names.class, 1L)));
            }
            throw new InterruptedException();
          });

      Future<Object> first =
          request(twofold, scope -> scope.findAll(Names.class, List.of(1L)).failed().get(1L));

      assertThat(outcome(first)).isInstanceOf(LoadException.class);
      others.forEach(other -> assertThat(outcome(other)).isEqualTo("name 1"));
    }

    @Test
    void errorOfTheLoad_leavesItToTheOthers() {
      AtomicReference<Future<String>> other = new AtomicReference<>();
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            other.set(waitingRequest(twofold, scope -> scope.require(Names.class, 1L)));
            throw new AssertionError("broken");
          });

      Future<String> first = request(twofold, scope -> scope.require(Names.class, 1L));

      assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(AssertionError.class);
      assertThat(outcome(other.get())).isEqualTo("name 1");
    }

    @Test
    void loadThatNeverEnds_isWaitedForNoLongerThanItsTime_andOnlyOnce() throws Exception {
      Twofold hasty = engine(Duration.ofMillis(300));
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch loading = new CountDownLatch(1);
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            loading.countDown();
            go.await();
            return truth;
          });
      Future<String> dead = request(hasty, scope -> scope.require(Names.class, 1L));
      assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(outcome(request(hasty, costs(Names.class, List.of(1L)))))
          .isEqualTo("asked=1 database=1 batches=1");
      long start = System.nanoTime();
      assertThat(outcome(request(hasty, costs(Names.class, List.of(1L)))))
          .isEqualTo("asked=1 database=1 batches=1");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

      assertThat(dead.isDone()).isFalse();
      go.countDown();
      assertThat(outcome(dead)).isEqualTo("name 1");
    }

    @Test
    void interruptedWait_failsItsKeysAndStaysInterrupted() {
      AtomicReference<Thread> waiting = new AtomicReference<>();
      AtomicReference<Future<String>> other = new AtomicReference<>();
      duringNextLoad(
          names,
          () -> {
            other.set(
                waitingRequest(
                    twofold,
                    scope -> {
                      waiting.set(Thread.currentThread());
                      RuntimeException failure =
                          scope.findAll(Names.class, List.of(1L)).failed().get(1L);
                      return failure.getMessage() + " " + Thread.interrupted();
                    }));
            waiting.get().interrupt();
            outcome(other.get());
          });

      outcome(request(twofold, costs(Names.class, List.of(1L))));

      assertThat(outcome(other.get()))
          .isEqualTo(
              "Names was not asked: interrupted while waiting for another request to load the"
                  + " same keys true");
    }
  }

  /** Requests that load by themselves what another is loading. */
  @Nested
  class NotJoined {

    private String whileAnotherLoads(Function<LoadScope, String> question) {
      return whileAnotherLoads(twofold, question);
    }

    /** What a request costs while another loads name 1. */
    private String whileAnotherLoads(Twofold engine, Function<LoadScope, String> question) {
      AtomicReference<String> answer = new AtomicReference<>();
      duringNextLoad(names, () -> answer.set(outcome(request(engine, question))));
      outcome(request(engine, costs(Names.class, List.of(1L))));
      return answer.get();
    }

    @Test
    void requestInATransactionOfItsCaller() {
      String costs =
          whileAnotherLoads(
              scope -> {
                database.callersTransaction(true);
                try {
                  return costs(Names.class, List.of(1L)).apply(scope);
                } finally {
                  database.callersTransaction(false);
                }
              });

      assertThat(costs).isEqualTo("asked=1 database=1 batches=1");
    }

    @Test
    void loadInATransactionOfItsCaller_isSharedWithNobody() {
      AtomicReference<String> answer = new AtomicReference<>();
      database.callersTransaction(true);
      duringNextLoad(
          names,
          () -> {
            database.callersTransaction(false);
            answer.set(outcome(request(twofold, costs(Names.class, List.of(1L)))));
          });
      outcome(request(twofold, costs(Names.class, List.of(1L))));

      assertThat(answer.get()).isEqualTo("asked=1 database=1 batches=1");
    }

    @Test
    void refresh() {
      assertThat(
              whileAnotherLoads(
                  scope -> {
                    scope.refresh(Names.class, 1L);
                    return Costs.of(scope, "Names");
                  }))
          .isEqualTo("asked=1 database=1 batches=1");
    }

    @Test
    void requestThatReadsThePrimary() {
      assertThat(
              whileAnotherLoads(
                  scope ->
                      scope.with(
                          Source.WRITER, () -> costs(Names.class, List.of(1L)).apply(scope))))
          .isEqualTo("asked=1 database=1 batches=1");
    }

    @Test
    void requestAfterAnInvalidation_withoutAnyTier() {
      assertAfterInvalidation(twofold);
    }

    @Test
    void requestAfterAnInvalidation_withANearTier() {
      assertAfterInvalidation(opened(builder(Duration.ofSeconds(20)).near(new InMemoryNearTier())));
    }

    @Test
    void requestAfterAnInvalidation_withADistributedTier() {
      assertAfterInvalidation(
          opened(builder(Duration.ofSeconds(20)).distributed(new InMemoryTier().node())));
    }

    /**
     * The running load has read the old value; who asks after the invalidation gets the new one.
     */
    private void assertAfterInvalidation(Twofold engine) {
      assertThat(afterChange(engine, scope -> scope.invalidate(Names.class, List.of(1L))))
          .isEqualTo("new");
      assertThat(
              afterChange(
                  engine, scope -> engine.invalidator().invalidate(Names.class, List.of(1L))))
          .isEqualTo("new");
      assertThat(afterChange(engine, scope -> engine.invalidator().clear(Names.class)))
          .isEqualTo("new");
      assertThat(afterChange(engine, scope -> scope.refresh(Names.class, 1L))).isEqualTo("new");
    }

    private String afterChange(Twofold engine, Function<LoadScope, ?> telling) {
      names.data().put(1L, "old");
      outcome(request(engine, scope -> scope.invalidate(Names.class, List.of(1L))));
      AtomicReference<Future<String>> late = new AtomicReference<>();
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            names.data().put(1L, "new");
            outcome(request(engine, telling));
            late.set(request(engine, scope -> scope.require(Names.class, 1L)));
            outcome(late.get());
            return truth;
          });
      outcome(request(engine, scope -> scope.find(Names.class, 1L)));
      return outcome(late.get());
    }

    @Test
    void loaderThatSharesNothing() {
      AtomicReference<String> answer = new AtomicReference<>();
      duringNextLoad(
          drafts, () -> answer.set(outcome(request(twofold, costs(Drafts.class, List.of(1L))))));
      outcome(request(twofold, costs(Drafts.class, List.of(1L))));

      assertThat(answer.get()).isEqualTo("asked=1 absent=1 batches=1");
    }

    @Test
    void otherParameters() {
      AtomicReference<String> german = new AtomicReference<>();
      Function<LoadScope, String> question = scope -> scope.require(Greetings.class, 1L);
      greetings.greet(() -> german.set(outcome(executor.submit(in("de", question)))));

      assertThat(outcome(executor.submit(in("en", question)))).isEqualTo("en");
      assertThat(german.get()).isEqualTo("de");
    }

    private Callable<String> in(String locale, Function<LoadScope, String> question) {
      return () -> {
        try (LoadScope scope = twofold.open(ParameterValues.of(LOCALE, locale))) {
          return question.apply(scope);
        }
      };
    }

    /** Each asks inside its own load for what the other is loading. */
    @Test
    void loadsInsideLoads() {
      CyclicBarrier bothLoading = new CyclicBarrier(2);
      AtomicInteger met = new AtomicInteger();
      names.runInside(
          () -> {
            if (met.incrementAndGet() <= 2) {
              meet(bothLoading);
              LoadScope.current().find(Titles.class, 2L);
            }
          });
      titles.runInside(
          () -> {
            if (met.incrementAndGet() <= 2) {
              meet(bothLoading);
              LoadScope.current().find(Names.class, 1L);
            }
          });
      Future<String> one = request(twofold, scope -> scope.require(Names.class, 1L));
      Future<String> other = request(twofold, scope -> scope.require(Titles.class, 2L));

      assertThat(outcome(one)).isEqualTo("name 1");
      assertThat(outcome(other)).isEqualTo("title 2");
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Greetings extends RecordingLoader<Long, String> {
    Greetings() {
      super(Map.of());
    }

    /** Runs something inside the first load. */
    void greet(Runnable once) {
      AtomicInteger loads = new AtomicInteger();
      behave(
          (keys, truth, context) -> {
            if (loads.getAndIncrement() == 0) {
              once.run();
            }
            return Map.of(1L, context.parameter(LOCALE));
          });
    }

    @Override
    public Set<Parameter<?>> parameters() {
      return Set.of(LOCALE);
    }
  }

  private static final class Drafts extends RecordingLoader<Long, String> {
    Drafts() {
      super(Map.of());
    }

    @Override
    public boolean shared() {
      return false;
    }
  }
}
