package dev.twofold.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A thread of its own for each action. The common pool has one thread on a machine of two
 * processors: there, an action that waits for the next one would wait for ever.
 */
public final class OtherThread {

  private OtherThread() {}

  public static <T> CompletableFuture<T> supply(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, OtherThread::start);
  }

  public static CompletableFuture<Void> run(Runnable action) {
    return CompletableFuture.runAsync(action, OtherThread::start);
  }

  private static void start(Runnable action) {
    new Thread(action).start();
  }
}
