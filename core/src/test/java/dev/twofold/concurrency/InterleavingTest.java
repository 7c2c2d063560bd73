package dev.twofold.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.concurrency.Items.Item;
import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.relation.Lazy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryTier;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one thread does at a moment of another thread's load that a latch picks. */
class InterleavingTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  private final Threads threads = new Threads();
  private final Items items = Items.upTo(3);
  private final InMemoryTier tier = new InMemoryTier();
  private final CountDownLatch loading = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stopThreads() {
    goOn.countDown();
    threads.close();
  }

  private Twofold engine(Duration databaseBudget) {
    return Twofold.builder()
        .distributed(tier)
        .settings(TwofoldSettings.builder().databaseBudget(databaseBudget).build())
        .register(items)
        .build();
  }

  private Twofold engine() {
    return engine(Duration.ofSeconds(30));
  }

  /** Loads stop after they have read and before they answer. */
  private void stopLoads() {
    items.behave(
        (keys, truth, context) -> {
          loading.countDown();
          Threads.await(goOn);
          return truth;
        });
  }

  @Nested
  class Invalidate {

    @Test
    void duringALoad_isNotUndoneByIt() throws Exception {
      stopLoads();
      try (Twofold twofold = engine();
          LoadScope scope = twofold.open()) {
        Future<Item> early = threads.start(scope, () -> scope.require(Items.class, 1L));
        Threads.await(loading);
        items.change(1);
        CountDownLatch invalidating = new CountDownLatch(1);
        Future<Boolean> confirmed =
            threads.start(
                scope,
                () -> {
                  invalidating.countDown();
                  return scope.invalidate(Items.class, List.of(1L));
                });
        Threads.await(invalidating);
        goOn.countDown();

        assertThat(Threads.outcome(confirmed)).isTrue();
        assertThat(Threads.outcome(early).version()).isBetween(1, 2);
        assertThat(scope.require(Items.class, 1L).version()).isEqualTo(2);
        try (LoadScope next = twofold.open()) {
          assertThat(next.require(Items.class, 1L).version()).isEqualTo(2);
        }
      }
    }

    @Test
    void duringALoadThatOutlastsTheBudget_isDoneAndNotConfirmed() throws Exception {
      stopLoads();
      try (Twofold twofold = engine(SHORT);
          LoadScope scope = twofold.open()) {
        Future<Item> early = threads.start(scope, () -> scope.require(Items.class, 1L));
        Threads.await(loading);

        assertThat(scope.invalidate(Items.class, List.of(1L))).isFalse();
        assertThat(tier.removals()).isEqualTo(1);
        goOn.countDown();
        assertThat(Threads.outcome(early).id()).isEqualTo(1);
      }
    }

    @Test
    void ofAKeyThatAnAnswerHolds_doesNotTakeItAway() {
      items.behave(
          (keys, truth, context) -> {
            if (keys.contains(2L)) {
              LoadScope.current().invalidate(Items.class, List.of(1L));
            }
            return truth;
          });
      try (Twofold twofold = engine();
          LoadScope scope = twofold.open()) {
        scope.find(Items.class, 1L);

        assertThat(scope.requireAll(Items.class, List.of(1L, 2L))).hasSize(2);
      }
    }
  }

  @Nested
  class Handles {

    @Test
    void readByAnotherThreadDuringTheirWave_areNotLoadedAgain() throws Exception {
      stopLoads();
      try (Twofold twofold = engine();
          LoadScope scope = twofold.open()) {
        Lazy<Item> first = scope.lazy(Items.class, 1L);
        Lazy<Item> second = scope.lazy(Items.class, 2L);
        Future<Item> one = threads.start(scope, first::require);
        Threads.await(loading);
        Future<Item> two = threads.start(scope, second::require);
        goOn.countDown();

        assertThat(Threads.outcome(one).id()).isEqualTo(1);
        assertThat(Threads.outcome(two).id()).isEqualTo(2);
        assertThat(items.batchSizes()).containsExactly(2);
        assertThat(scope.stats().loader("Items").asked()).isEqualTo(2);
        assertThat(scope.stats().loader("Items").database()).isEqualTo(2);
      }
    }

    @Test
    void madeAndReadWhileAnotherThreadLoadsTheirKey_areCountedOnce() throws Exception {
      stopLoads();
      try (Twofold twofold = engine();
          LoadScope scope = twofold.open()) {
        Future<Item> early = threads.start(scope, () -> scope.require(Items.class, 1L));
        Threads.await(loading);
        Lazy<Item> handle = scope.lazy(Items.class, 1L);
        AtomicReference<Thread> reader = new AtomicReference<>();
        Future<Item> late =
            threads.start(
                scope,
                () -> {
                  reader.set(Thread.currentThread());
                  return handle.require();
                });
        Awaitility.await()
            .until(
                () ->
                    reader.get() != null && reader.get().getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();

        assertThat(Threads.outcome(late)).isSameAs(Threads.outcome(early));
        assertThat(scope.stats().loader("Items").asked()).isEqualTo(2);
        assertThat(scope.stats().loader("Items").request()).isEqualTo(1);
        assertThat(scope.stats().loader("Items").database()).isEqualTo(1);
      }
    }

    @Test
    void madeDuringTheLoadOfTheirKey_areAnsweredByIt() throws Exception {
      AtomicReference<Lazy<Item>> handle = new AtomicReference<>();
      items.behave(
          (keys, truth, context) -> {
            if (keys.contains(1L)) {
              handle.set(LoadScope.current().lazy(Items.class, 1L));
              LoadScope.current().find(Items.class, 2L);
            }
            return truth;
          });
      try (Twofold twofold = engine();
          LoadScope scope = twofold.open()) {
        Item item = scope.require(Items.class, 1L);

        assertThat(handle.get().require()).isSameAs(item);
        assertThat(items.batchSizes()).containsExactly(1, 1);
      }
    }
  }

  @Nested
  class Close {

    @Test
    void duringALoad_leavesNoValue() throws Exception {
      AtomicReference<WeakReference<Item>> value = new AtomicReference<>();
      items.behave(
          (keys, truth, context) -> {
            loading.countDown();
            Threads.await(goOn);
            Item fresh = new Item(1, 2);
            value.set(new WeakReference<>(fresh));
            return Map.of(1L, fresh);
          });
      try (Twofold twofold = engine()) {
        LoadScope scope = twofold.openUnbound(ParameterValues.none());
        Future<Item> late = threads.start(scope, () -> scope.require(Items.class, 1L));
        Threads.await(loading);
        scope.close();
        goOn.countDown();

        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> Threads.outcome(late))
            .havingCause()
            .isInstanceOf(IllegalStateException.class)
            .withMessageContaining("the scope is closed");
        awaitForgotten(value.get());
        assertThatIllegalStateException().isThrownBy(() -> scope.peek(Items.class, 1L));
      }
    }

    @Test
    void forgetsValues_thoughScopeAndHandlesAreKept() {
      items.data().put(9L, new Item(9, 1));
      try (Twofold twofold = Twofold.builder().register(items).build()) {
        LoadScope scope = twofold.openUnbound(ParameterValues.none());
        Lazy<Item> handle = scope.lazy(Items.class, 9L);
        WeakReference<Item> value = new WeakReference<>(handle.require());
        scope.close();
        items.recover();
        items.data().clear();

        awaitForgotten(value);
        assertThatIllegalStateException().isThrownBy(handle::find);
        assertThat(scope.isClosed()).isTrue();
      }
    }

    @Test
    void whileAValueIsStashed_forgetsItToo() {
      try (Twofold twofold = engine()) {
        LoadScope scope = twofold.openUnbound(ParameterValues.none());
        WeakReference<StringBuilder> value =
            new WeakReference<>(
                scope.stash(
                    StringBuilder.class,
                    () -> {
                      scope.close();
                      return new StringBuilder("late");
                    }));

        awaitForgotten(value);
        assertThat(scope.isClosed()).isTrue();
      }
    }

    private void awaitForgotten(WeakReference<?> value) {
      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(value.get()).isNull();
              });
    }
  }

  @Nested
  class HandedToAnotherThread {

    @Test
    void byALoadThatWaitsForIt_failsWithAReasonAfterTheBudget() throws Exception {
      AtomicReference<Throwable> refused = new AtomicReference<>();
      items.behave(
          (keys, truth, context) -> {
            if (keys.contains(1L)) {
              LoadScope scope = LoadScope.current();
              Future<?> asked =
                  threads.start(
                      scope.wrap(
                          () -> refused.set(catchThrowable(() -> scope.find(Items.class, 2L)))));
              Threads.outcome(asked);
            }
            return truth;
          });
      try (Twofold twofold = engine(SHORT);
          LoadScope scope = twofold.open()) {
        assertThat(scope.require(Items.class, 1L).id()).isEqualTo(1);

        assertThat(refused.get())
            .isInstanceOf(LoadException.class)
            .hasMessageContaining("A load must not wait for a thread that uses the same scope");
        assertThat(scope.require(Items.class, 2L).id()).isEqualTo(2);
        assertThat(scope.stats().loader("Items").errors()).isEqualTo(1);
      }
    }
  }

  @Nested
  class AfterAnError {

    @Test
    void theScopeStaysUsableForEveryThread() throws Exception {
      try (Twofold twofold = engine();
          LoadScope scope = twofold.open()) {
        Lazy<Item> handle = scope.lazy(Items.class, 1L);
        items.failWith(new StackOverflowError("as told"));

        assertThatExceptionOfType(StackOverflowError.class)
            .isThrownBy(() -> scope.find(Items.class, 2L));
        items.recover();
        Loaded<Long, Item> loaded = scope.findAll(Items.class, List.of(2L, 3L));

        assertThat(loaded.found()).containsOnlyKeys(2L, 3L);
        assertThatExceptionOfType(LoadException.class)
            .isThrownBy(handle::find)
            .withMessageContaining("StackOverflowError");
        assertThat(scope.lazy(Items.class, 1L).require().id()).isEqualTo(1);
        assertThat(Threads.outcome(threads.start(scope, () -> scope.refresh(Items.class, 1L))))
            .isPresent();
      }
    }
  }
}
