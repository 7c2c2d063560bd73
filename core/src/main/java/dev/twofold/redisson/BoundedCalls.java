package dev.twofold.redisson;

import dev.twofold.error.TierException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisTimeoutException;

/**
 * Calls of a Redisson client that take no longer than their budget, however patient the client is,
 * and fail in one way only. Thread-safe.
 *
 * <p>The time that is left travels with each call as its time-out, without retries: a call that was
 * given up must not reach the server seconds later, when its entries may be stale. The wait is
 * bounded here all the same, because the client's timer is coarse and does not cover everything
 * that the client does. It ends after {@link #LONGEST} even where there is time left: Redisson
 * closes a connection whose pings are not answered, and never tells the calls that were under way
 * on it. In a cluster Redisson ignores the time-out of multi-gets and removals, and so may repeat
 * them after they were given up; neither can put anything. A heartbeat is repeated as the client is
 * set up to; if its node has signed off meanwhile, others stand in for it once more than needed.
 */
final class BoundedCalls {

  /**
   * A slow answer has come by then: an own client has closed a connection that was silent for two
   * of its {@link RedissonTierBuilder#PING_INTERVAL pings} long before.
   */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** Starts a call whose result is waited for no longer than a time. */
  @FunctionalInterface
  interface Call<T> {
    Future<T> start(Duration timeout);
  }

  private final FirstConnection firstConnection;
  private final Duration longest;

  BoundedCalls(RedissonClient client) {
    this(client, LONGEST);
  }

  /**
   * @param longest how long a call may take, whatever its budget
   */
  BoundedCalls(RedissonClient client, Duration longest) {
    firstConnection = new FirstConnection(client);
    this.longest = longest;
  }

  /** Whether the client can be called without waiting for its first connection. */
  boolean isConnected() {
    return firstConnection.isMade();
  }

  /**
   * Makes a call and waits for its result.
   *
   * @param what for messages, such as "a multi-get of 10 keys"
   * @param call started with the time that is left
   * @throws TierException if there is no result in time, for whatever reason
   */
  <T> T call(String what, Deadline budget, Call<T> call) {
    Deadline deadline = budget.within(longest);
    try {
      if (!firstConnection.isMade()) {
        waitFor(firstConnection.make(), deadline);
      }
      return waitFor(call.start(timeout(deadline)), deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TierException("Interrupted while Redis was asked for " + what, e);
    } catch (TimeoutException | RedisTimeoutException e) {
      throw late(what, deadline, e);
    } catch (ExecutionException | CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof RedisTimeoutException
          ? late(what, deadline, cause)
          : failed(what, cause);
    } catch (RuntimeException e) {
      throw failed(what, e);
    }
  }

  private static <T> T waitFor(Future<T> result, Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
  }

  /** At least a millisecond, the client's smallest time-out. */
  private static Duration timeout(Deadline deadline) throws TimeoutException {
    long nanos = deadline.remainingNanos();
    if (nanos <= 0) {
      throw new TimeoutException();
    }
    return Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  private static TierException late(String what, Deadline deadline, Throwable cause) {
    return new TierException(
        "Redis did not answer " + what + " within " + deadline.budget().toMillis() + " ms", cause);
  }

  private static TierException failed(String what, Throwable cause) {
    String kind =
        cause instanceof CancellationException ? "cancelled" : cause.getClass().getSimpleName();
    return new TierException("Redis could not answer " + what + " (" + kind + ")", cause);
  }
}
