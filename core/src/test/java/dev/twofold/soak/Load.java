package dev.twofold.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate. The time of each counts from when it was due, so that one which waits
 * behind a slow one is slow too.
 */
final class Load {

  private static final int THREADS = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Timeline timeline;
  private volatile boolean ended;

  /** Begins. */
  Load(List<SoakNode> nodes, Timeline timeline, SoakOptions options) {
    this.timeline = timeline;
    AtomicLong cold = new AtomicLong(Journal.COLD);
    long interval = TimeUnit.SECONDS.toNanos(1) * THREADS / options.rate();
    long start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      Visitor visitor = new Visitor(nodes, timeline, cold, new Random(options.seed() + i));
      long first = start + interval * i / THREADS;
      threads.execute(() -> work(visitor, first, interval));
    }
  }

  private void work(Visitor visitor, long first, long interval) {
    for (long due = first; !ended; due += interval) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      Phase phase = timeline.current();
      visitor.visit(phase);
      phase.answered(Duration.ofNanos(System.nanoTime() - due));
    }
  }

  /** Ends, and waits for the requests that are under way. */
  void end() throws InterruptedException {
    ended = true;
    threads.shutdown();
    if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "requests are still under way %d s after the last began".formatted(PATIENCE.toSeconds()));
    }
  }
}
