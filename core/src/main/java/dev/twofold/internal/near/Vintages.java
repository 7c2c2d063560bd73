package dev.twofold.internal.near;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.near.NearEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The count by which the near tier tells what is too old, of the whole process.
 *
 * <p>Whoever reads captures the count before it asks the tiers below; that is the vintage of what
 * it reads. Whatever drops entries raises the count, and marks with it what it drops. An entry
 * counts if no mark that concerns it is higher than its vintage. So dropping any number of entries
 * costs the same, and what was read before the drop and is put after it never counts: nobody has to
 * be kept from putting it. Marks only rise. Thread-safe.
 */
final class Vintages {

  /** So many marks of tags or loaders are kept; then one mark for everything stands for them. */
  private static final int MOST_NAMES = 10_000;

  private static final long[] NO_PARTITIONS = {};

  private final AtomicLong count;
  private final AtomicLong everything;
  private final ConcurrentHashMap<String, Long> loaders = new ConcurrentHashMap<>(0);
  private final ConcurrentHashMap<String, Long> tags = new ConcurrentHashMap<>(0);

  /** By partition, replaced and never changed; empty as long as none has a mark. */
  private volatile long[] partitions = NO_PARTITIONS;

  /** Without any mark. */
  Vintages() {
    this(new Marks(0, 0, Map.of(), Map.of(), List.of()), 0);
  }

  /**
   * Goes on with the marks of an earlier run.
   *
   * @param first the first vintage, higher than any mark
   */
  Vintages(Marks marks, long first) {
    count = new AtomicLong(first);
    everything = new AtomicLong(marks.everything());
    loaders.putAll(marks.loaders());
    tags.putAll(marks.tags());
    partitions = marks.partitions().stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * A count and its marks.
   *
   * @param partitions by partition; empty as long as none has a mark
   */
  record Marks(
      long count,
      long everything,
      Map<String, Long> loaders,
      Map<String, Long> tags,
      List<Long> partitions) {
    Marks {
      loaders = Map.copyOf(loaders);
      tags = Map.copyOf(tags);
      partitions = List.copyOf(partitions);
    }
  }

  /** All marks. A mark for everything is read after those that it may take the place of. */
  synchronized Marks marks() {
    Map<String, Long> ofLoaders = Map.copyOf(loaders);
    Map<String, Long> ofTags = Map.copyOf(tags);
    List<Long> ofPartitions = Arrays.stream(partitions).boxed().toList();
    long ofEverything = everything.get();
    return new Marks(count.get(), ofEverything, ofLoaders, ofTags, ofPartitions);
  }

  /** The vintage of what is read from now on. */
  long capture() {
    return count.get();
  }

  /** A mark that no vintage has reached that was captured before. */
  long next() {
    return count.incrementAndGet();
  }

  /** Drops everything. */
  void markEverything() {
    everything.accumulateAndGet(next(), Math::max);
  }

  /** Drops everything of a partition. */
  synchronized void markPartition(int partition, int partitionCount) {
    long[] marks = Arrays.copyOf(partitions, partitionCount);
    marks[partition] = next();
    partitions = marks;
  }

  /** Drops what an invalidation names by loader or tag. */
  void markNames(Invalidation stale) {
    for (StaleLoader loader : stale.loaders()) {
      mark(loaders, loader.loader());
    }
    for (String tag : stale.tags()) {
      mark(tags, tag);
    }
  }

  /** One at a time: a mark that is made between the two steps would be lost. */
  private synchronized void mark(ConcurrentHashMap<String, Long> marks, String name) {
    if (marks.size() >= MOST_NAMES) {
      // First the mark for everything: no moment may be without one.
      markEverything();
      marks.clear();
    }
    marks.merge(name, next(), Math::max);
  }

  /**
   * Whether no mark but those of its region and its key concerns an entry.
   *
   * @param loader that of the entry, whatever the tenant
   */
  boolean counts(String loader, NearEntry entry) {
    long vintage = entry.vintage();
    if (!loaders.isEmpty() && vintage < loaders.getOrDefault(loader, 0L)) {
      return false;
    }
    long[] marks = partitions;
    if (marks.length > 0 && vintage < marks[entry.partition()]) {
      return false;
    }
    if (!tags.isEmpty()) {
      for (String tag : entry.tags()) {
        if (vintage < tags.getOrDefault(tag, 0L)) {
          return false;
        }
      }
    }
    // Last, because it may just have taken the place of marks that are not found any more.
    return vintage >= everything.get();
  }
}
