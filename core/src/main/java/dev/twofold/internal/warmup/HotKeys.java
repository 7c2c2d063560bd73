package dev.twofold.internal.warmup;

import dev.twofold.codec.Fingerprint;
import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.UndecodableException;
import dev.twofold.loader.KeySource;
import dev.twofold.tier.SharedNotes;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one loader that are read most: on this node as it learns them, and on all nodes as
 * they tell each other. Keys travel in the binary form that follows from their type; nodes whose
 * keys have another shape use another board. Thread-safe.
 */
final class HotKeys<K> implements KeySource<K> {

  /** Long enough to outlive the restart of all nodes. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** So many counters for each key that counts, so that rare keys seldom push out a hot one. */
  private static final int COUNTERS = 4;

  /** So many are told for each key that counts: what is second everywhere may be first in all. */
  private static final int TOLD = 2;

  private final String loader;
  private final int limit;
  private final SharedNotes notes;
  private final ValueCodec<List<List<@Nullable Object>>> codec;
  private final String board;
  private final LongAdder sampled;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final SpaceSaving<K> sketch;

  /** Whether anything came since it was last told. Guarded by the lock. */
  private boolean changed;

  /** What all nodes had told when this one began to warm. Used by the thread that warms. */
  private @Nullable KeySource<K> told;

  /**
   * @param limit how many keys count
   * @param sampled counts keys that were counted
   * @throws ConfigurationException if keys of the type cannot be told to others
   */
  HotKeys(String loader, Type keyType, int limit, SharedNotes notes, LongAdder sampled) {
    this.loader = loader;
    this.limit = limit;
    this.notes = notes;
    this.sampled = sampled;
    this.codec = codec(loader, keyType);
    this.board = "hot:" + loader + ":" + Fingerprint.of(codec.schema());
    this.sketch = new SpaceSaving<>(limit * COUNTERS);
  }

  private static ValueCodec<List<List<@Nullable Object>>> codec(String loader, Type keyType) {
    Map<String, Type> elements = new LinkedHashMap<>();
    elements.put("key", keyType);
    elements.put("count", Long.class);
    try {
      return ValueCodec.ofTuples(elements);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "%s: its hot keys cannot be told to other nodes (setting 'warmup.hot-keys'): %s"
              .formatted(loader, e.getMessage()),
          e);
    }
  }

  /** Counts keys of a read, unless another thread is counting: nobody waits to be counted. */
  void count(Iterable<K> keys) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      for (K key : keys) {
        sketch.offer(key);
        sampled.increment();
      }
      changed = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells other nodes, if there is anything new, and lets it age.
   *
   * @return whether there was
   * @throws dev.twofold.error.TierException if they cannot be told
   */
  boolean publish(Duration budget) {
    List<SpaceSaving.Hot<K>> top;
    lock.lock();
    try {
      if (!changed) {
        return false;
      }
      changed = false;
      top = sketch.top(limit * TOLD);
      sketch.age();
    } finally {
      lock.unlock();
    }
    List<List<@Nullable Object>> tuples = new ArrayList<>(top.size());
    top.forEach(hot -> tuples.add(List.of(hot.key(), hot.count())));
    notes.pin(board, Base64.getEncoder().encodeToString(codec.encode(tuples)), LIFETIME, budget);
    return true;
  }

  /** The hottest keys of all nodes, hottest first, as they were when the first page was asked. */
  @Override
  public Page<K> page(@Nullable String position, int size, Duration budget) {
    KeySource<K> source = told;
    if (source == null || position == null) {
      source = KeySource.of(read(budget));
      told = source;
    }
    return source.page(position, size, budget);
  }

  private List<K> read(Duration budget) {
    Map<K, Long> counts = new HashMap<>();
    for (String text : notes.pinned(board, LIFETIME, budget)) {
      merge(text, counts);
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  @SuppressWarnings("unchecked") // the codec was made for tuples of a key and a count
  private void merge(String text, Map<K, Long> counts) {
    try {
      for (List<@Nullable Object> tuple : codec.decode(Base64.getDecoder().decode(text))) {
        if (tuple.get(0) != null && tuple.get(1) instanceof Long count) {
          counts.merge((K) tuple.get(0), count, Long::sum);
        }
      }
    } catch (UndecodableException | IllegalArgumentException e) {
      // Not written by a node of this application: nothing is learned from it.
    }
  }

  @Override
  public String toString() {
    return "hot keys of " + loader;
  }
}
