package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.relation.Lazy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Several threads of one request. */
class SharedScopeTest {

  private static final int THREADS = 8;

  private final Names names = new Names(1_000);
  private final Titles titles = new Titles(1_000);
  private final Twofold twofold =
      Twofold.builder()
          .distributed(new InMemoryTier())
          .settings(TwofoldSettings.builder().databaseBudget(Duration.ofSeconds(10)).build())
          .register(names, titles)
          .build();
  private final LoadScope scope = twofold.openUnbound(ParameterValues.none());
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void close() {
    executor.shutdownNow();
    scope.close();
    twofold.close();
  }

  @RepeatedTest(20)
  void overlappingKeys_areLoadedOnceAndEveryThreadIsAnswered() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<List<String>>> answers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      List<Long> keys =
          new ArrayList<>(LongStream.rangeClosed(1, 200).map(id -> id).boxed().toList());
      if (thread % 2 == 1) {
        Collections.reverse(keys);
      }
      List<Long> mine = keys.subList(thread * 10, thread * 10 + 100);
      answers.add(
          executor.submit(
              scope.wrap(
                  () -> {
                    start.await();
                    return scope.findAll(Names.class, mine).inOrder();
                  })));
    }
    for (Future<List<String>> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).hasSize(100);
    }

    List<Long> loaded = names.batches().stream().flatMap(Set::stream).toList();
    assertThat(loaded).doesNotHaveDuplicates();
    Costs.check(scope.stats());
    assertThat(scope.stats().loader("Names").asked()).isEqualTo(THREADS * 100L);
  }

  @RepeatedTest(20)
  void handles_readByManyThreads_areOneBatchPerLoader() throws Exception {
    List<Lazy<String>> handles = new ArrayList<>();
    LongStream.rangeClosed(1, 50)
        .forEach(
            id -> {
              handles.add(scope.lazy(Names.class, id));
              handles.add(scope.lazy(Titles.class, id));
            });
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<List<String>>> answers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      answers.add(
          executor.submit(
              () -> {
                start.await();
                return handles.stream().map(Lazy::require).toList();
              }));
    }
    List<String> first = answers.get(0).get(10, TimeUnit.SECONDS);
    for (Future<List<String>> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(first);
    }

    assertThat(names.batchSizes()).containsExactly(50);
    assertThat(titles.batchSizes()).containsExactly(50);
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=50 database=50 batches=1 fills=50");
  }

  @Test
  void failedHandles_readByAWaitingThread_areNotLoadedAgain() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    names.behave(
        (keys, truth, context) -> {
          loading.countDown();
          go.await();
          throw new IllegalStateException("down");
        });
    Lazy<String> handle = scope.lazy(Names.class, 1L);
    Future<?> first = executor.submit(() -> assertThatThrownBy(handle::find).isNotNull());
    loading.await();
    AtomicReference<Thread> waiting = new AtomicReference<>(Thread.currentThread());
    Future<?> second =
        executor.submit(
            () -> {
              waiting.set(Thread.currentThread());
              assertThatThrownBy(handle::find).isInstanceOf(LoadException.class);
            });
    awaitBlocked(waiting);
    go.countDown();
    first.get(10, TimeUnit.SECONDS);
    second.get(10, TimeUnit.SECONDS);

    assertThat(names.batches()).hasSize(1);
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 errors=1 batches=1");
  }

  @Test
  void wait_forAnotherThread_endsWithTheBudget() throws Exception {
    try (Twofold hasty =
            Twofold.builder()
                .settings(TwofoldSettings.builder().databaseBudget(Duration.ofMillis(50)).build())
                .register(names, titles)
                .build();
        LoadScope inner = hasty.openUnbound(ParameterValues.none())) {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      names.behave(
          (keys, truth, context) -> {
            loading.countDown();
            go.await();
            return truth;
          });
      Future<?> slow = executor.submit(() -> inner.find(Names.class, 1L));
      loading.await();

      Loaded<Long, String> loaded = inner.findAll(Titles.class, List.of(1L));

      assertThat(loaded.failed().get(1L))
          .isInstanceOf(LoadException.class)
          .hasMessage(
              "Titles was not asked: another thread of this request has been loading for"
                  + " PT0.05S. A load must not wait for a thread that uses the same scope");
      go.countDown();
      slow.get(10, TimeUnit.SECONDS);
      assertThat(inner.find(Titles.class, 1L)).contains("title 1");
      Costs.check(inner.stats());
    }
  }

  @Test
  void wait_thatIsInterrupted_failsAndStaysInterrupted() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    names.behave(
        (keys, truth, context) -> {
          loading.countDown();
          go.await();
          return truth;
        });
    Future<?> slow = executor.submit(() -> scope.find(Names.class, 1L));
    loading.await();
    AtomicReference<Thread> waiting = new AtomicReference<>(Thread.currentThread());
    Future<Boolean> interrupted =
        executor.submit(
            () -> {
              waiting.set(Thread.currentThread());
              assertThatThrownBy(() -> scope.find(Titles.class, 1L))
                  .isInstanceOf(LoadException.class)
                  .hasMessage(
                      "interrupted while waiting for another thread of this request to load");
              return Thread.interrupted();
            });
    awaitBlocked(waiting);
    waiting.get().interrupt();

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    go.countDown();
    slow.get(10, TimeUnit.SECONDS);
  }

  @Test
  void close_whileAnotherThreadLoads_failsThatThreadAndKeepsNothing() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    LoadScope ended = twofold.openUnbound(ParameterValues.none());
    names.behave(
        (keys, truth, context) -> {
          loading.countDown();
          go.await();
          return truth;
        });
    Future<?> slow =
        executor.submit(
            () ->
                assertThatThrownBy(() -> ended.find(Names.class, 1L))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("the scope is closed;"));
    loading.await();
    ended.close();
    go.countDown();

    slow.get(10, TimeUnit.SECONDS);
  }

  @Test
  void knownValues_areReadWhileAnotherThreadLoads() throws Exception {
    scope.find(Titles.class, 1L);
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    names.behave(
        (keys, truth, context) -> {
          loading.countDown();
          go.await();
          return truth;
        });
    Future<?> slow = executor.submit(() -> scope.find(Names.class, 1L));
    loading.await();

    assertThat(scope.find(Titles.class, 1L)).contains("title 1");
    assertThat(slow.isDone()).isFalse();
    go.countDown();
    slow.get(10, TimeUnit.SECONDS);
  }

  private static void awaitBlocked(AtomicReference<Thread> thread) {
    Thread self = Thread.currentThread();
    await()
        .until(() -> thread.get() != self && thread.get().getState() == Thread.State.TIMED_WAITING);
  }
}
