package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.Costs;
import dev.twofold.testing.RecordingLoader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Requests that run at the same time, each on a thread of its own. */
final class RequestThreads implements AutoCloseable {

  private final ExecutorService executor = Executors.newCachedThreadPool();

  <T> Future<T> run(Callable<T> request) {
    return executor.submit(request);
  }

  /** What a request answers. */
  <T> Future<T> request(Twofold engine, Function<LoadScope, T> question) {
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
  <T> Future<T> waitingRequest(Twofold engine, Function<LoadScope, T> question) {
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

  static <T> T outcome(Future<T> answer) {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What a request costs that asks for some keys. */
  static <K, V> Function<LoadScope, String> costs(
      Class<? extends RecordingLoader<K, V>> loader, List<K> keys) {
    return scope -> {
      scope.findAll(loader, keys);
      return Costs.of(scope, loader.getSimpleName());
    };
  }

  /** Has the next load of a loader begin others, and go on when they are begun. */
  static <K, V> void duringNextLoad(RecordingLoader<K, V> loader, Runnable action) {
    loader.runInside(
        () -> {
          loader.recover();
          action.run();
        });
  }

  /** Waits for the others that it counts; who comes after them goes on at once. */
  static void meet(CountDownLatch all) {
    all.countDown();
    try {
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
