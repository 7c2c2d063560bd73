package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.stats.EngineStats;
import dev.twofold.stats.OutboxStats;
import dev.twofold.stats.RefreshStats;
import dev.twofold.stats.WriteThroughStats;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What an engine counts of writes. Thread-safe. */
public final class WriteCounters {

  private final LongAdder invalidations = new LongAdder();
  private final LongAdder keys = new LongAdder();
  private final LongAdder brackets = new LongAdder();
  private final LongAdder unacknowledged = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder nearDrops = new LongAdder();

  /** The tier has confirmed an invalidation. */
  void confirmed(Invalidation stale) {
    invalidations.increment();
    keys.add(stale.keys().size());
  }

  void bracket() {
    brackets.increment();
  }

  /** A commit went on although the tier had not acknowledged its bracket. */
  void unacknowledged() {
    unacknowledged.increment();
  }

  /** Something that had been waiting was delivered. */
  void late(long entries) {
    late.add(entries);
  }

  void unknownOutcome() {
    unknown.increment();
  }

  void nearDrop() {
    nearDrops.increment();
  }

  /**
   * All counters.
   *
   * @param queued how much waits to be delivered
   * @param listening whether other nodes are heard
   * @param outbox what was counted of outboxes
   * @param circuits the state of circuits by name
   * @param refreshes what was counted of entries that soon ended
   * @param writtenThrough what was counted of entries that are loaded after writes
   */
  EngineStats snapshot(
      long queued,
      boolean listening,
      OutboxStats outbox,
      Map<String, CircuitStats> circuits,
      RefreshStats refreshes,
      WriteThroughStats writtenThrough) {
    return new EngineStats(
        invalidations.sum(),
        keys.sum(),
        brackets.sum(),
        unacknowledged.sum(),
        queued,
        late.sum(),
        unknown.sum(),
        nearDrops.sum(),
        listening,
        outbox,
        circuits,
        refreshes,
        writtenThrough);
  }
}
