package dev.twofold.internal.store;

import dev.twofold.compression.CompressionMeter;
import dev.twofold.stats.CompressionStats;
import dev.twofold.stats.LoaderStats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one loader in one request. Thread-safe: threads of a request share them, but one
 * does nearly all of the work. What that one counts nobody else writes, so that it needs no atomic
 * step, which would cost more than the question that is counted.
 */
@SuppressWarnings("EnumOrdinal") // positions of counters live no longer than this object
public final class LoaderCounters implements CompressionMeter {

  /** The thread that asked first. */
  private final Thread first = Thread.currentThread();

  private final AtomicLongArray countsOfFirst = new AtomicLongArray(Counter.COUNT);

  /** Null as long as there are no other threads, as in most requests. */
  private volatile @Nullable AtomicLongArray countsOfOthers;

  /** Null: nothing was compressed, as in most requests. */
  private volatile @Nullable CompressionCounters compression;

  public void add(Counter counter, long amount) {
    int position = counter.ordinal();
    if (Thread.currentThread() == first) {
      countsOfFirst.setOpaque(position, countsOfFirst.getPlain(position) + amount);
    } else {
      countsOfOthers().getAndAdd(position, amount);
    }
  }

  private AtomicLongArray countsOfOthers() {
    AtomicLongArray counts = countsOfOthers;
    return counts == null ? beginToCountOthers() : counts;
  }

  private synchronized AtomicLongArray beginToCountOthers() {
    AtomicLongArray counts = countsOfOthers;
    if (counts == null) {
      counts = new AtomicLongArray(Counter.COUNT);
      countsOfOthers = counts;
    }
    return counts;
  }

  private CompressionCounters compression() {
    CompressionCounters counters = compression;
    return counters == null ? beginToCountCompression() : counters;
  }

  private synchronized CompressionCounters beginToCountCompression() {
    CompressionCounters counters = compression;
    if (counters == null) {
      counters = new CompressionCounters();
      compression = counters;
    }
    return counters;
  }

  @Override
  public void compressed(int before, int after, long nanos) {
    compression().compressed(before, after, nanos);
  }

  @Override
  public void incompressible(long nanos) {
    compression().incompressible(nanos);
  }

  @Override
  public void decompressed(long nanos) {
    compression().decompressed(nanos);
  }

  private CompressionStats compressionStats() {
    CompressionCounters counters = compression;
    return counters == null ? CompressionStats.NONE : counters.snapshot();
  }

  /** What was counted. */
  public long get(Counter counter) {
    int position = counter.ordinal();
    AtomicLongArray others = countsOfOthers;
    return countsOfFirst.getOpaque(position) + (others == null ? 0 : others.get(position));
  }

  /** All of them. */
  public LoaderStats snapshot() {
    return new LoaderStats(
        get(Counter.ASKED),
        get(Counter.REQUEST),
        get(Counter.NEAR),
        get(Counter.DISTRIBUTED),
        get(Counter.KNOWN_ABSENT),
        get(Counter.DATABASE),
        get(Counter.ABSENT),
        get(Counter.STALE),
        get(Counter.ERRORS),
        get(Counter.STATEMENTS),
        get(Counter.BATCHES),
        get(Counter.FILLS),
        get(Counter.REFUSED),
        get(Counter.AWAITED),
        get(Counter.JOINED),
        get(Counter.UNDECODABLE),
        get(Counter.OVERSIZED),
        get(Counter.UNASKED),
        get(Counter.DANGLING),
        get(Counter.UNREAD),
        get(Counter.REPAIRED),
        Duration.ofNanos(get(Counter.DATABASE_NANOS)),
        compressionStats());
  }
}
