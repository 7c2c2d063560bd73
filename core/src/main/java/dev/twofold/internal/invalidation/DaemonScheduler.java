package dev.twofold.internal.invalidation;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread, which there is only while there is something to do. */
public final class DaemonScheduler implements Scheduler {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonScheduler.class);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor executor;

  /**
   * @param name of the thread
   */
  public DaemonScheduler(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    // What is thrown would be kept in a future that nobody reads.
    var unused = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("Something that the engine does later has failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      boolean ended = executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
