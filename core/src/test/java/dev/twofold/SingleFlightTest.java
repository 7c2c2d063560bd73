package dev.twofold;

import static dev.twofold.RequestThreads.costs;
import static dev.twofold.RequestThreads.duringNextLoad;
import static dev.twofold.RequestThreads.meet;
import static dev.twofold.RequestThreads.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.LoadException;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of one process that want the same keys at the same time. */
@Timeout(60)
class SingleFlightTest {

  private final RequestThreads threads = new RequestThreads();
  private final Names names = new Names(1_000);
  private final Titles titles = new Titles(1_000);
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine(Duration.ofSeconds(20));

  private Twofold.Builder builder(Duration budget) {
    return Twofold.builder()
        .settings(TwofoldSettings.builder().databaseBudget(budget).build())
        .register(names, titles);
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
    threads.close();
    engines.forEach(Twofold::close);
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
              others.add(
                  threads.waitingRequest(twofold, costs(Names.class, List.of(1L, 2L, 2_000L))));
            }
          });

      String first = outcome(threads.request(twofold, costs(Names.class, List.of(1L, 2L, 2_000L))));

      assertThat(first).isEqualTo("asked=3 database=2 absent=1 batches=1");
      others.forEach(
          other -> assertThat(outcome(other)).isEqualTo("asked=3 database=2 absent=1 joined=3"));
      assertThat(names.batches()).hasSize(1);
    }

    @Test
    void overlappingBatches_loadWhatNobodyLoadsFirst_andWaitOnlyThen() {
      AtomicReference<Future<String>> other = new AtomicReference<>();
      duringNextLoad(
          names,
          () ->
              other.set(threads.waitingRequest(twofold, costs(Names.class, List.of(3L, 2L, 4L)))));

      outcome(threads.request(twofold, costs(Names.class, List.of(1L, 2L))));

      assertThat(outcome(other.get())).isEqualTo("asked=3 database=3 batches=1 joined=1");
      assertThat(names.batches()).containsExactly(Set.of(1L, 2L), Set.of(3L, 4L));
    }

    @Test
    void twoLoadersInOppositeOrder_neverWaitForEachOther() {
      CountDownLatch bothLoading = new CountDownLatch(2);
      names.runInside(() -> meet(bothLoading));
      titles.runInside(() -> meet(bothLoading));
      Future<String> one =
          threads.request(
              twofold,
              scope -> {
                scope.lazy(Titles.class, 1L);
                return scope.require(Names.class, 1L);
              });
      Future<String> other =
          threads.request(
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
          names,
          () ->
              other.set(threads.waitingRequest(twofold, scope -> scope.require(Names.class, 1L))));

      String first = outcome(threads.request(twofold, scope -> scope.require(Names.class, 1L)));

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
                  threads.waitingRequest(
                      engine,
                      scope -> {
                        scope.findAll(Names.class, List.of(1L, 2L));
                        return Costs.of(scope, "Names") + " " + Costs.of(scope);
                      })));

      outcome(threads.request(engine, costs(Names.class, List.of(1L, 2L))));

      assertThat(outcome(other.get())).isEqualTo("asked=2 database=2 joined=2 waves=1 multiGets=1");
      assertThat(names.batches()).hasSize(1);
    }

    @Test
    void afterTheLoad_nothingIsKept() {
      outcome(threads.request(twofold, costs(Names.class, List.of(1L))));
      outcome(threads.request(twofold, costs(Names.class, List.of(1L))));

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
              others.add(threads.waitingRequest(twofold, question));
            }
            throw new IllegalStateException("down");
          });

      RuntimeException first = outcome(threads.request(twofold, question));

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
      assertThat(outcome(threads.request(twofold, costs(Names.class, List.of(1L)))))
          .isEqualTo("asked=1 database=1 batches=1");
    }

    @Test
    void interruptOfTheLoad_concernsNobodyElse() {
      List<Future<String>> others = new ArrayList<>();
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            for (int i = 0; i < 5; i++) {
              others.add(threads.waitingRequest(twofold, scope -> scope.require(Names.class, 1L)));
            }
            throw new InterruptedException();
          });

      Future<Object> first =
          threads.request(
              twofold, scope -> scope.findAll(Names.class, List.of(1L)).failed().get(1L));

      assertThat(outcome(first)).isInstanceOf(LoadException.class);
      others.forEach(other -> assertThat(outcome(other)).isEqualTo("name 1"));
    }

    @Test
    void errorOfTheLoad_leavesItToTheOthers() {
      AtomicReference<Future<String>> other = new AtomicReference<>();
      names.behave(
          (keys, truth, context) -> {
            names.recover();
            other.set(threads.waitingRequest(twofold, scope -> scope.require(Names.class, 1L)));
            throw new AssertionError("broken");
          });

      Future<String> first = threads.request(twofold, scope -> scope.require(Names.class, 1L));

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
      Future<String> dead = threads.request(hasty, scope -> scope.require(Names.class, 1L));
      assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(outcome(threads.request(hasty, costs(Names.class, List.of(1L)))))
          .isEqualTo("asked=1 database=1 batches=1");
      long start = System.nanoTime();
      assertThat(outcome(threads.request(hasty, costs(Names.class, List.of(1L)))))
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
                threads.waitingRequest(
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

      outcome(threads.request(twofold, costs(Names.class, List.of(1L))));

      assertThat(outcome(other.get()))
          .isEqualTo(
              "Names was not asked: interrupted while waiting for another request to load the"
                  + " same keys true");
    }
  }
}
