package dev.twofold.internal.read;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits a moment before something is looked up again. Thread-safe. */
@FunctionalInterface
public interface Pause {

  /** Has the thread wait; an interrupt ends it at once and stays set. */
  Pause PARKING = duration -> LockSupport.parkNanos(duration.toNanos());

  /** Waits about as long. */
  void take(Duration duration);
}
