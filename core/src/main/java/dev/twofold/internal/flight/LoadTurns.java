package dev.twofold.internal.flight;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which threads are inside a load function of an engine, in whatever request, and how many of them
 * may be. A thread that is inside one may ask for more, but it waits neither for what others load
 * nor for a turn: who waits for its load may be just these others. Turns come in the order in which
 * they were asked for. Thread-safe.
 */
public final class LoadTurns {

  private final int most;

  /** Null: there is no limit. */
  private final @Nullable Semaphore permits;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /**
   * @param most how many loads there may be at the same time; 0: any number
   */
  LoadTurns(int most) {
    this.most = most;
    this.permits = most == 0 ? null : new Semaphore(most, true);
  }

  /** How many loads there may be at the same time; 0: any number. */
  public int most() {
    return most;
  }

  /** Whether the calling thread is inside a load function. */
  public boolean isLoading() {
    return threads.contains(Thread.currentThread());
  }

  /**
   * The calling thread is about to enter a load function, and waits for its turn.
   *
   * @param counts whether the load is one of those that are limited
   * @param patience how long to wait
   * @return null if that was not long enough
   */
  public @Nullable Turn await(boolean counts, Duration patience) throws InterruptedException {
    if (isLoading()) {
      return new Turn(false, null);
    }
    Semaphore limit = counts ? permits : null;
    if (limit != null && !limit.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    threads.add(Thread.currentThread());
    return new Turn(true, limit);
  }

  /** The turn of one thread, which ends it when it has left the load function. */
  public final class Turn implements AutoCloseable {

    private final boolean outermost;
    private final @Nullable Semaphore permit;

    private Turn(boolean outermost, @Nullable Semaphore permit) {
      this.outermost = outermost;
      this.permit = permit;
    }

    @Override
    public void close() {
      if (outermost) {
        threads.remove(Thread.currentThread());
      }
      if (permit != null) {
        permit.release();
      }
    }
  }
}
