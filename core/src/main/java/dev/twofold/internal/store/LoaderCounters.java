package dev.twofold.internal.store;

import dev.twofold.stats.LoaderStats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one loader in one request. Thread-safe: threads of a request share them. */
@SuppressWarnings("EnumOrdinal") // positions of counters live no longer than this object
public final class LoaderCounters {

  private final AtomicLongArray counts = new AtomicLongArray(Counter.COUNT);

  public void add(Counter counter, long amount) {
    if (amount != 0) {
      counts.getAndAdd(counter.ordinal(), amount);
    }
  }

  private long get(Counter counter) {
    return counts.get(counter.ordinal());
  }

  LoaderStats snapshot() {
    return new LoaderStats(
        get(Counter.ASKED),
        get(Counter.REQUEST),
        get(Counter.NEAR),
        get(Counter.DISTRIBUTED),
        get(Counter.KNOWN_ABSENT),
        get(Counter.DATABASE),
        get(Counter.ABSENT),
        get(Counter.ERRORS),
        get(Counter.STATEMENTS),
        get(Counter.BATCHES),
        get(Counter.FILLS),
        get(Counter.REFUSED),
        get(Counter.AWAITED),
        get(Counter.UNDECODABLE),
        get(Counter.OVERSIZED),
        get(Counter.UNASKED),
        get(Counter.DANGLING),
        get(Counter.UNREAD),
        get(Counter.REPAIRED),
        Duration.ofNanos(get(Counter.DATABASE_NANOS)));
  }
}
