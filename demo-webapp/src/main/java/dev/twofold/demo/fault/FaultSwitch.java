package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands before the calls of a tier and breaks them on demand. A call that it holds up goes on as
 * soon as it is set to something else. Thread-safe.
 */
public final class FaultSwitch {

  private final Duration delay;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile Position position = Position.ON;

  /**
   * @param delay how long a slow call is held up
   */
  FaultSwitch(Duration delay) {
    this.delay = requireNonNull(delay, "delay");
  }

  public Position position() {
    return position;
  }

  /** Sets it for all calls, also for those that it holds up. */
  public void set(Position to) {
    requireNonNull(to, "to");
    lock.lock();
    try {
      position = to;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Holds up the calling thread as its position says.
   *
   * @param patience how long the call waits at most
   * @return whether the call may be made; if not it fails
   */
  boolean admits(Duration patience) {
    Position now = position;
    return switch (now) {
      case ON -> true;
      case OFF -> false;
      case SLOW ->
          delay.compareTo(patience) < 0
              ? staysAt(now, delay) || isPassable()
              : !staysAt(now, patience) && isPassable();
      case FROZEN -> !staysAt(now, patience) && isPassable();
    };
  }

  /** Holds up the calling thread only while it is slow, for a call that is made all the same. */
  void slowDown() {
    if (position == Position.SLOW) {
      staysAt(Position.SLOW, delay);
    }
  }

  /** Lets go whom it keeps waiting for nothing: a frozen one is off from now on. */
  void thaw() {
    lock.lock();
    try {
      if (position == Position.FROZEN) {
        set(Position.OFF);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether calls are made: whoever was held up once is not held up again. */
  boolean isPassable() {
    return position == Position.ON || position == Position.SLOW;
  }

  /** Waits; false if it was set to something else meanwhile, or the thread was interrupted. */
  private boolean staysAt(Position start, Duration wait) {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (position == start && left > 0) {
        left = moved.awaitNanos(left);
      }
      return position == start;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
