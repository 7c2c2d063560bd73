package dev.twofold.internal.outbox;

import dev.twofold.invalidation.Outbox.Backlog;
import dev.twofold.stats.OutboxStats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one outbox. Thread-safe. */
final class OutboxCounters {

  private final LongAdder written = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder undecodable = new LongAdder();
  private volatile Backlog backlog = new Backlog(0, Duration.ZERO, 0);

  void written(long rows) {
    written.add(rows);
  }

  /** Rows that were left. */
  void delivered(long rows) {
    delivered.add(rows);
  }

  void undecodable(long rows) {
    undecodable.add(rows);
  }

  void seen(Backlog now) {
    backlog = now;
  }

  OutboxStats snapshot() {
    Backlog last = backlog;
    return new OutboxStats(
        written.sum(), delivered.sum(), undecodable.sum(), last.waiting(), last.oldest());
  }
}
