package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.tiers.WaitBudget;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of a request run waves at a time, and nobody wait for longer than a load may
 * take. Re-entrant. It is held while code of the application loads.
 */
final class WaveLock {

  private final ReentrantLock lock = new ReentrantLock();
  private final Duration budget;

  WaveLock(Duration budget) {
    this.budget = budget;
  }

  /**
   * Waits for the waves of other threads.
   *
   * @param waits what the request may wait in all
   * @throws LoadException if they take longer than that or than a load may take, or if the thread
   *     is interrupted
   */
  void acquire(RegisteredLoader<?, ?, ?> asked, WaitBudget waits) {
    // Without a wait first: an interrupted thread may go on as long as nobody is in its way.
    if (lock.tryLock()) {
      return;
    }
    Duration patience = waits.cut(budget);
    try {
      if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw Failures.waitedTooLong(asked, patience, waits);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException(
          "interrupted while waiting for another thread of this request to load", e);
    }
  }

  void release() {
    lock.unlock();
  }

  /**
   * Does something while no other thread runs a wave; all the same if the wait for that is too long
   * or interrupted.
   *
   * @return whether no other thread was running a wave
   */
  boolean runAlone(Runnable action) {
    boolean alone = lock.tryLock() || await();
    try {
      action.run();
    } finally {
      if (alone) {
        lock.unlock();
      }
    }
    return alone;
  }

  private boolean await() {
    try {
      return lock.tryLock(budget.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
