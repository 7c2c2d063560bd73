package dev.twofold.redisson;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysOptions;
import org.redisson.client.RedisConnectionException;

/**
 * The first connection of a client that is initialised lazily. Such a client connects on the thread
 * of whoever calls it first, asynchronous call or not, and everybody else waits for that thread
 * without limit. So that no caller waits longer than it wants to, the client is called for the
 * first time on a thread of our own. There is at most one attempt at a time, and callers share it.
 *
 * <p>A client that connects when it is created has made its first connection. Thread-safe.
 */
final class FirstConnection {

  private static final String ANY_KEY = "twofold";
  private static final Duration ANSWER = Duration.ofSeconds(1);

  private final RedissonClient client;
  private final AtomicReference<@Nullable CompletableFuture<Void>> attempt =
      new AtomicReference<>();
  private volatile boolean made;

  FirstConnection(RedissonClient client) {
    this.client = client;
    made = !client.getConfig().isLazyInitialization();
  }

  /** Whether the client can be called without waiting for a connection. */
  boolean isMade() {
    return made;
  }

  /** The attempt that is running, or a new one. */
  CompletableFuture<Void> make() {
    CompletableFuture<Void> fresh = new CompletableFuture<>();
    CompletableFuture<Void> running = attempt.compareAndExchange(null, fresh);
    if (running != null) {
      return running;
    }
    Thread thread = new Thread(() -> run(fresh), "twofold-redis-connect");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No thread can be had now; the next call tries again.
      attempt.set(null);
      fresh.completeExceptionally(e);
    }
    return fresh;
  }

  private void run(CompletableFuture<Void> fresh) {
    try {
      touch();
      made = true;
      attempt.set(null);
      fresh.complete(null);
    } catch (RuntimeException | Error e) {
      attempt.set(null);
      fresh.completeExceptionally(e);
    }
  }

  /**
   * Returns when the client has connected; whether and what the server answers does not matter.
   *
   * @throws RedisConnectionException if it could not connect, of which the client throws nothing
   *     itself: the next call would connect on the thread of its caller
   */
  private void touch() {
    Future<Long> answer =
        client
            .getKeys(KeysOptions.defaults().timeout(ANSWER).retryAttempts(0))
            .countExistsAsync(ANY_KEY);
    try {
      answer.get(ANSWER.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisConnectionException unconnected) {
        throw unconnected;
      }
    } catch (TimeoutException e) {
      // Connected to a server that does not answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
