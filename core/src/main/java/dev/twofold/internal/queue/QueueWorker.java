package dev.twofold.internal.queue;

import dev.twofold.error.TierException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a queue, which makes round after round. Thread-safe. */
final class QueueWorker {

  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

  /** How long closing waits for a batch that is being written when the time to drain is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String queue;
  private final QueueConsumer<?, ?> consumer;
  private final Duration interval;
  private final Semaphore bell = new Semaphore(0);
  private final AtomicInteger hurries = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closing;
  private volatile long end;

  QueueWorker(String queue, QueueConsumer<?, ?> consumer, Duration interval) {
    this.queue = queue;
    this.consumer = consumer;
    this.interval = interval;
    thread = new Thread(this::run, "twofold-queue-" + queue);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        await(round(hurries.get() > 0));
      }
      // What a round without haste may have left to be collected.
      Duration next = round(true);
      while (!consumer.isIdle() && end - System.nanoTime() > 0) {
        await(next);
        next = round(true);
      }
      consumer.release();
    } catch (InterruptedException e) {
      LOG.debug("The thread of queue '{}' was interrupted", queue);
    } catch (TierException e) {
      LOG.debug("Queue '{}' is not given up: other nodes wait for the end of the lease", queue, e);
    }
  }

  private Duration round(boolean hurry) {
    try {
      return consumer.round(hurry);
    } catch (RuntimeException | Error e) {
      // Nobody else would ever start this thread again.
      LOG.error("A round over queue '{}' has failed", queue, e);
      return interval;
    }
  }

  private void await(Duration pause) throws InterruptedException {
    if (bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      bell.drainPermits();
    }
  }

  /** Has the queue written without waiting for more, as long as somebody waits for it. */
  void hurry() {
    hurries.incrementAndGet();
    bell.release();
  }

  void relax() {
    hurries.decrementAndGet();
  }

  /** Begins to end, once: what this node owns is written, as long as there is time. */
  synchronized void stop(Duration drain) {
    if (closing) {
      return;
    }
    end = System.nanoTime() + drain.toNanos();
    closing = true;
    bell.release();
  }

  /** Waits for the thread to end, after {@link #stop}; what it still writes then is no refusal. */
  void join() {
    if (!thread.isAlive()) {
      return;
    }
    try {
      long left = Math.max(0, end - System.nanoTime()) + PATIENCE.toNanos();
      thread.join(TimeUnit.NANOSECONDS.toMillis(left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      consumer.abandon();
    }
  }
}
