package dev.twofold.internal.tiers;

import dev.twofold.settings.Fills;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills that no request waits for. There is room for so many entries, since their values are in
 * memory until they are put; whoever finds none fills by itself, so that nothing is lost and its
 * leases do not keep others waiting. Its daemon threads are there only while there is something to
 * do. Thread-safe.
 */
public final class FillQueue {

  private static final Logger LOG = LoggerFactory.getLogger(FillQueue.class);

  /** Of some hundred bytes each, usually. */
  private static final int MOST_ENTRIES = 50_000;

  /** A fill mostly waits for an answer. */
  private static final int THREADS = 4;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Semaphore room;
  private final ThreadPoolExecutor executor;

  private FillQueue(int entries) {
    room = new Semaphore(entries);
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "twofold-fill");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** The queue for a setting. */
  public static FillQueue of(Fills fills) {
    return new FillQueue(fills == Fills.BEHIND ? MOST_ENTRIES : 0);
  }

  /**
   * Takes over a fill, if there is room for it.
   *
   * @param entries how many entries it puts; at least 1
   * @return whether it will be run; if not, the caller runs it
   */
  public boolean takes(int entries, Runnable fill) {
    if (!room.tryAcquire(entries)) {
      return false;
    }
    try {
      executor.execute(() -> run(entries, fill));
      return true;
    } catch (RejectedExecutionException e) {
      room.release(entries); // closed meanwhile
      return false;
    }
  }

  private void run(int entries, Runnable fill) {
    try {
      fill.run();
    } catch (RuntimeException e) {
      LOG.error("A fill of the distributed tier has failed", e);
    } finally {
      room.release(entries);
    }
  }

  /** Takes nothing any more, and waits for what it took, no longer than it is told. */
  public void close(Duration patience) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
