package dev.twofold.internal.outbox;

import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.invalidation.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deletes rows that were delivered, many at once and not on the thread that has committed them.
 * What cannot be deleted is forgotten: whoever finds it later delivers it once more, which does no
 * harm. Thread-safe.
 */
final class Deletions {

  /** Much shorter than a row must be old to count as left. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_WAITING = 100_000;

  private final Outbox outbox;
  private final Scheduler scheduler;
  private final OutboxHealth health;
  private final ConcurrentLinkedQueue<String> delivered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Deletions(Outbox outbox, Scheduler scheduler, OutboxHealth health) {
    this.outbox = outbox;
    this.scheduler = scheduler;
    this.health = health;
  }

  void add(List<String> ids) {
    if (waiting.addAndGet(ids.size()) > MOST_WAITING) {
      waiting.addAndGet(-ids.size());
      return;
    }
    delivered.addAll(ids);
    if (scheduled.compareAndSet(false, true)) {
      scheduler.after(PAUSE, this::run);
    }
  }

  private void run() {
    scheduled.set(false);
    flush();
  }

  /** Deletes all that were added. */
  void flush() {
    for (List<String> ids = next(); !ids.isEmpty(); ids = next()) {
      try {
        outbox.delete(ids);
        health.answered();
      } catch (RuntimeException e) {
        // Not only TierException: an adapter is code of others.
        health.failed(e);
      }
    }
  }

  private List<String> next() {
    List<String> ids = new ArrayList<>();
    while (ids.size() < MOST_AT_ONCE) {
      String id = delivered.poll();
      if (id == null) {
        break;
      }
      ids.add(id);
    }
    waiting.addAndGet(-ids.size());
    return ids;
  }
}
