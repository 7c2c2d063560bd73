package dev.twofold.internal.store;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A value in the store that was loaded ahead, and whether somebody has read it since. It stays in
 * the store when it is read: to replace it there, it would have to be found again. Thread-safe.
 */
final class Ahead {

  private static final AtomicIntegerFieldUpdater<Ahead> READ =
      AtomicIntegerFieldUpdater.newUpdater(Ahead.class, "read");

  private final Object value;

  /** 1: somebody has read it. */
  private volatile int read;

  Ahead(Object value) {
    this.value = value;
  }

  Object value() {
    return value;
  }

  boolean isRead() {
    return read != 0;
  }

  /** Says that it is read; whether it was not before. */
  boolean markRead() {
    return read == 0 && READ.compareAndSet(this, 0, 1);
  }
}
