package dev.twofold.internal.flight;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.TierKey;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * When loaders and keys became stale last, by a count. They share marks by hash: a flight that is
 * taken for too old costs one more load and nothing else. Thread-safe.
 */
final class StaleMarks {

  private static final int KEYS = 1 << 12;
  private static final int LOADERS = 1 << 8;

  private final AtomicLong count = new AtomicLong();
  private final AtomicLong everything = new AtomicLong();
  private final AtomicLongArray loaders = new AtomicLongArray(LOADERS);
  private final AtomicLongArray keys = new AtomicLongArray(KEYS);

  /** The vintage of what is read from now on. */
  long capture() {
    return count.get();
  }

  void mark(Invalidation stale) {
    if (stale.isEmpty()) {
      return;
    }
    // One that no vintage has reached which was captured before.
    long mark = count.incrementAndGet();
    for (StaleKey key : stale.keys()) {
      raise(keys, hash(key.loader(), key.id()), mark);
    }
    for (StaleLoader loader : stale.loaders()) {
      raise(loaders, loader.loader().hashCode(), mark);
    }
    if (!stale.regions().isEmpty() || !stale.tags().isEmpty()) {
      raiseEverything(mark);
    }
  }

  void markEverything() {
    raiseEverything(count.incrementAndGet());
  }

  private void raiseEverything(long mark) {
    everything.accumulateAndGet(mark, Math::max);
  }

  private static void raise(AtomicLongArray marks, int hash, long mark) {
    marks.accumulateAndGet(slot(marks, hash), mark, Math::max);
  }

  /**
   * Whether nothing of a key became stale since.
   *
   * @param loader the name that its loader is cleared by
   * @param name null: it becomes stale with its loader only
   */
  boolean isCurrent(String loader, @Nullable TierKey name, long vintage) {
    return everything.get() <= vintage
        && loaders.get(slot(loaders, loader.hashCode())) <= vintage
        && (name == null
            || keys.get(slot(keys, hash(name.group().loader(), name.id()))) <= vintage);
  }

  private static int hash(String loader, String id) {
    return loader.hashCode() * 31 + id.hashCode();
  }

  private static int slot(AtomicLongArray marks, int hash) {
    int spread = hash * 0x9E3779B9;
    return (spread ^ spread >>> 16) & marks.length() - 1;
  }
}
