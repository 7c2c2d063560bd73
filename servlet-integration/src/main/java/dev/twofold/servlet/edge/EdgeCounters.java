package dev.twofold.servlet.edge;

import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of responses; see {@link EdgeStats}. Thread-safe. */
final class EdgeCounters {

  private final LongAdder shared = new LongAdder();
  private final LongAdder notRendered = new LongAdder();
  private final LongAdder notSent = new LongAdder();
  private final LongAdder refused = new LongAdder();

  void shared() {
    shared.increment();
  }

  void notRendered() {
    notRendered.increment();
  }

  void notSent() {
    notSent.increment();
  }

  void refused() {
    refused.increment();
  }

  EdgeStats snapshot(long keysPurged, long purgesFailed, long keysWaiting) {
    return new EdgeStats(
        shared.sum(),
        notRendered.sum(),
        notSent.sum(),
        refused.sum(),
        keysPurged,
        purgesFailed,
        keysWaiting);
  }
}
