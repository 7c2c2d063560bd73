package dev.twofold.internal.invalidation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Transactions whose commit is about to be sent. One that has not told its end when the database
 * can no longer be about to commit it, has lost it: an exception of somebody else kept it from
 * being told. Thread-safe.
 */
final class PendingCommits {

  private final Duration commitLimit;
  private final Scheduler scheduler;

  /** With the time until which they may tell their end. */
  private final Map<Transaction, Long> pending = new ConcurrentHashMap<>();

  private final AtomicBoolean scheduled = new AtomicBoolean();

  PendingCommits(Duration commitLimit, Scheduler scheduler) {
    this.commitLimit = commitLimit;
    this.scheduler = scheduler;
  }

  void add(Transaction transaction) {
    pending.put(transaction, scheduler.nanoTime() + commitLimit.toNanos());
    checkAfter(commitLimit.toNanos());
  }

  void remove(Transaction transaction) {
    pending.remove(transaction);
  }

  private void checkAfter(long nanos) {
    if (scheduled.compareAndSet(false, true)) {
      scheduler.after(Duration.ofNanos(nanos), this::check);
    }
  }

  private void check() {
    scheduled.set(false);
    long now = scheduler.nanoTime();
    long soonest = Long.MAX_VALUE;
    for (Map.Entry<Transaction, Long> each : pending.entrySet()) {
      long left = each.getValue() - now;
      if (left <= 0) {
        lose(each.getKey());
      } else {
        soonest = Math.min(soonest, left);
      }
    }
    if (soonest != Long.MAX_VALUE) {
      checkAfter(soonest);
    }
  }

  private void lose(Transaction transaction) {
    if (pending.remove(transaction) != null) {
      transaction.lost();
    }
  }

  /** Nobody waits for the ends of those that are left. */
  void close() {
    pending.keySet().forEach(this::lose);
  }
}
