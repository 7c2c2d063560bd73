package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Values of a request that are not loaded by key, one per type. Thread-safe. */
final class Stash {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Class<?>, Object> values = new ConcurrentHashMap<>();
  private final BooleanSupplier closed;

  /**
   * @param closed whether the request has ended, so that nothing may stay
   */
  Stash(BooleanSupplier closed) {
    this.closed = closed;
  }

  /** The lock is held while a value is made: that is what makes it be made once. */
  <T> T get(Class<T> type, Supplier<? extends T> create) {
    lock.lock();
    try {
      Object stashed = values.get(type);
      if (stashed == null) {
        stashed = requireNonNull(create.get(), "the stash was given null");
        values.put(type, stashed);
        if (closed.getAsBoolean()) {
          clear();
        }
      }
      return type.cast(stashed);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for nobody: a value that is being made is forgotten once it is made. */
  void clear() {
    values.clear();
  }
}
