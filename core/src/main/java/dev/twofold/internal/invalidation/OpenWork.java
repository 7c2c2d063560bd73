package dev.twofold.internal.invalidation;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an engine has to wait for before it closes, and what it leaves open if that takes too long:
 * deliveries on their way, and transactions that have written and not ended. A transaction that its
 * database has dropped is not kept alive. Thread-safe.
 */
final class OpenWork {

  private final Set<Transaction> transactions = Collections.newSetFromMap(new WeakHashMap<>());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition delivered = lock.newCondition();
  private int deliveries;
  private boolean closed;

  void deliveryBegins() {
    lock.lock();
    try {
      deliveries++;
    } finally {
      lock.unlock();
    }
  }

  void deliveryEnds() {
    lock.lock();
    try {
      deliveries--;
      delivered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void writes(Transaction transaction) {
    lock.lock();
    try {
      transactions.add(transaction);
    } finally {
      lock.unlock();
    }
  }

  void ended(Transaction transaction) {
    lock.lock();
    try {
      transactions.remove(transaction);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no delivery is on its way, for no longer than a time. */
  void awaitDeliveries(Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (deliveries > 0 && left > 0) {
        left = delivered.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing that fails is tried again. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Whether something may still become stale, or is being told. */
  boolean isLeft() {
    lock.lock();
    try {
      return deliveries > 0 || !transactions.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
