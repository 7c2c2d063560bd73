package dev.twofold.concurrency;

import dev.twofold.LoadScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that start their tasks at the same moment. */
final class Threads implements AutoCloseable {

  private static final long SECONDS = 30;

  private final ExecutorService executor = Executors.newCachedThreadPool();

  /** Runs a task with a scope bound, in another thread. */
  <T> Future<T> start(LoadScope scope, Callable<T> task) {
    return executor.submit(scope.wrap(task));
  }

  Future<?> start(Runnable task) {
    return executor.submit(task);
  }

  /** Runs tasks at once and waits for all; fails as the first one that failed. */
  void runAtOnce(LoadScope scope, List<? extends Callable<?>> tasks) throws Exception {
    CountDownLatch ready = new CountDownLatch(tasks.size());
    List<Future<?>> running = new ArrayList<>();
    for (Callable<?> task : tasks) {
      running.add(
          start(
              scope,
              () -> {
                ready.countDown();
                await(ready);
                return task.call();
              }));
    }
    for (Future<?> each : running) {
      outcome(each);
    }
  }

  /** What a task returned; waits for a limited time, so that a deadlock is a failure. */
  static <T> T outcome(Future<T> task) throws InterruptedException, TimeoutException {
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a task failed: " + e.getCause(), e.getCause());
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
