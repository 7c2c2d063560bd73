package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.LoadException;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request waits in all its waves has a limit. */
class RequestBudgetTest {

  private final Names names = new Names(10);
  private final Titles titles = new Titles(10);
  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier);
  private final AtomicLong nanoTime = new AtomicLong();
  private Twofold twofold = engine(Duration.ofSeconds(2));

  private Twofold engine(Duration budget) {
    return new EngineBuilder()
        .nanoTime(nanoTime::get)
        .settings(
            TwofoldSettings.builder()
                .requestBudget(budget)
                .breaker(policy -> policy.withSlowAfter(Duration.ofHours(1)))
                .build())
        .distributed(flaky)
        .register(names, titles)
        .build();
  }

  @AfterEach
  void close() {
    twofold.close();
  }

  private void pass(long millis) {
    nanoTime.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void spentByLoads_failsTheKeysThatNeedTheDatabase_andSaysWhatWasSpent() {
    flaky.beforeGets(() -> pass(100));
    names.runInside(() -> pass(1_900));
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.find(Names.class, 1L)).contains("name 1");

      assertThat(scope.find(Names.class, 1L)).as("known to the request").contains("name 1");
      assertThatThrownBy(() -> scope.find(Titles.class, 1L))
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "Titles (region default) was not asked for 1 key: the request's budget of 2000 ms is"
                  + " spent: 2000 ms in waves, of which 100 ms for the distributed tier and 1900 ms"
                  + " in loads");
      assertThat(titles.batches()).isEmpty();
      assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=1 skipped=2");
      assertThat(Costs.of(scope, "Titles")).isEqualTo("asked=1 errors=1");
    }
  }

  @Test
  void ownWork_doesNotCount() {
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      pass(10_000);

      assertThat(scope.find(Titles.class, 1L)).contains("title 1");
    }
  }

  @Test
  void everyRequest_hasItsOwn() {
    names.runInside(() -> pass(2_000));
    for (int i = 0; i < 2; i++) {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Names.class, 1L + i)).isPresent();
      }
    }
  }

  @Test
  void load_hasNoLongerThanWhatIsLeft() {
    AtomicReference<Duration> left = new AtomicReference<>();
    names.runInside(() -> pass(1_500));
    titles.behave(
        (keys, truth, context) -> {
          left.set(context.remaining());
          return truth;
        });
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      scope.find(Titles.class, 1L);
    }
    assertThat(left.get()).isBetween(Duration.ofMillis(1), Duration.ofMillis(500));
  }

  @Test
  void trip_hasNoLongerThanWhatIsLeft_andItsFailureIsNotTheTiers() {
    names.runInside(() -> pass(1_900));
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      for (int i = 0; i < 5; i++) {
        flaky.failNext(1);
        try (LoadScope other = twofold.open()) {
          names.runInside(() -> {});
          other.within(Duration.ofMillis(100), () -> other.find(Names.class, 2L));
          assertThat(other.stats().distributedFailures()).isEqualTo(1);
        }
      }
    }
    assertThat(twofold.stats().circuits().get("distributed").opened()).isZero();
  }

  @Test
  void zero_isNoLimit() {
    twofold.close();
    twofold = engine(Duration.ZERO);
    names.runInside(() -> pass(1_000_000));
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      assertThat(scope.find(Names.class, 2L)).contains("name 2");
    }
  }

  @Test
  void nestedLoads_countOnce() {
    titles.runInside(() -> pass(900));
    try (LoadScope scope = twofold.open()) {
      names.runInside(
          () -> {
            scope.find(Titles.class, 1L);
            pass(100);
          });
      scope.find(Names.class, 1L);
      names.runInside(() -> pass(999));
      scope.find(Names.class, 2L);

      assertThat(scope.find(Names.class, 3L)).as("one millisecond is left").isPresent();
    }
  }

  @Test
  void block_hasABudgetOfItsOwn_insideThatOfTheRequest() {
    names.runInside(() -> pass(300));
    try (LoadScope scope = twofold.open()) {
      scope.within(
          Duration.ofMillis(300),
          () -> {
            assertThat(scope.find(Names.class, 1L)).contains("name 1");
            assertThatThrownBy(() -> scope.find(Titles.class, 1L))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("the block's budget of 300 ms is spent: 300 ms in waves");
            return List.of();
          });

      assertThat(scope.find(Titles.class, 1L)).as("after the block").contains("title 1");
      names.runInside(() -> pass(1_700));
      scope.find(Names.class, 2L);
      assertThatThrownBy(
              () -> scope.within(Duration.ofSeconds(9), () -> scope.find(Names.class, 3L)))
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("the request's budget of 2000 ms is spent: 2000 ms in waves");
    }
  }

  @Test
  void block_goesOverToOtherThreads() throws Exception {
    names.runInside(() -> pass(300));
    try (LoadScope scope = twofold.open()) {
      FutureTask<List<String>> task =
          scope.within(
              Duration.ofMillis(300),
              () ->
                  new FutureTask<>(
                      scope.wrap(
                          () -> {
                            scope.find(Names.class, 1L);
                            return scope.findAll(Names.class, List.of(1L, 2L)).inOrder();
                          })));
      Thread thread = new Thread(task);
      thread.start();
      thread.join();

      assertThatThrownBy(task::get).hasRootCauseInstanceOf(LoadException.class);
    }
  }

  @Test
  void waitForAnotherThread_endsWithTheBudgetOfTheBlock() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    names.behave(
        (keys, truth, context) -> {
          loading.countDown();
          asked.await();
          return truth;
        });
    try (LoadScope scope = twofold.open()) {
      Runnable find = () -> scope.find(Names.class, 1L);
      Thread other = new Thread(scope.wrap(find));
      other.start();
      loading.await();

      assertThatThrownBy(
              () -> scope.within(Duration.ofMillis(50), () -> scope.find(Titles.class, 1L)))
          .isInstanceOf(LoadException.class)
          .hasMessageStartingWith(
              "Titles was not asked: another thread of this request has been loading for PT0.05S");
      asked.countDown();
      other.join();
    }
  }

  @Test
  void block_withoutLength_isRefused() {
    try (LoadScope scope = twofold.open()) {
      assertThatThrownBy(() -> scope.within(Duration.ZERO, () -> ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the budget of a block is PT0S; allowed: longer than zero");
    }
  }
}
