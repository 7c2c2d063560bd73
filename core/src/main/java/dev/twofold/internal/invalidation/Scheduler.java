package dev.twofold.internal.invalidation;

import java.time.Duration;

/** Runs what an engine does later, and has the time that only moves forward. Thread-safe. */
public interface Scheduler extends AutoCloseable {

  /** A time that only differences of mean something. */
  long nanoTime();

  /** Runs a task after a while; never once the scheduler is closed. */
  void after(Duration delay, Runnable task);

  /** Runs no task any more; waits a little for one that is running. */
  @Override
  void close();
}
