package dev.twofold.internal.background;

import dev.twofold.internal.read.Refreshed;
import dev.twofold.stats.RefreshStats;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of entries that soon end. Thread-safe. */
final class LoadQueueCounters {

  private final LongAdder due = new LongAdder();
  private final LongAdder refreshed = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder loads = new LongAdder();
  private final LongAdder statements = new LongAdder();

  void due(int keys) {
    due.add(keys);
  }

  void dropped(int keys) {
    dropped.add(keys);
  }

  void failed(int keys) {
    failed.add(keys);
  }

  /** Counts keys last: whoever sees all that were due counted, sees what they have cost. */
  void count(Refreshed some) {
    loads.add(some.refreshed() + some.refused() + some.failed() > 0 ? 1 : 0);
    statements.add(some.statements());
    refreshed.add(some.refreshed());
    left.add(some.left());
    refused.add(some.refused());
    failed.add(some.failed());
  }

  RefreshStats snapshot() {
    return new RefreshStats(
        due.sum(),
        refreshed.sum(),
        left.sum(),
        refused.sum(),
        failed.sum(),
        dropped.sum(),
        loads.sum(),
        statements.sum());
  }
}
