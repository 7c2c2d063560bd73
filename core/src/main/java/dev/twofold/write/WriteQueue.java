package dev.twofold.write;

import dev.twofold.stats.QueueStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A queue at work. What was added is written to the database later, by any node that has the queue,
 * at least once and with each key in its order. Until then readers see what the database has: a
 * queue answers no reads. Thread-safe.
 *
 * <p>Adding takes no part in a transaction of the caller: add after the commit.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface WriteQueue<K, V> {

  /** The name of the queue. */
  String name();

  /**
   * Adds a write. It is queued once this returns, or written, where the policy says so.
   *
   * @throws dev.twofold.error.WriteRefusedException if it is neither; where the queue did not
   *     answer in time, it may be queued all the same
   * @throws IllegalArgumentException if key or value cannot be encoded, or are too large together
   * @throws IllegalStateException if the engine is closed
   */
  default void add(K key, V value) {
    addAll(List.of(new QueuedWrite<>(key, value)));
  }

  /**
   * Adds a write for each key, in one trip to the queue for up to 5,000.
   *
   * @throws dev.twofold.error.WriteRefusedException naming those that are neither queued nor
   *     written; the others are
   * @throws IllegalArgumentException if one cannot be encoded; then none is added
   */
  default void addAll(Map<? extends K, ? extends V> writes) {
    List<QueuedWrite<K, V>> all = new ArrayList<>(writes.size());
    writes.forEach((key, value) -> all.add(new QueuedWrite<>(key, value)));
    addAll(all);
  }

  /** As above; a key may be there several times, and its writes keep their order. */
  void addAll(List<QueuedWrite<K, V>> writes);

  /**
   * Has this node write without waiting for more, until the queue is empty.
   *
   * @return whether nothing of the queue waits, at any node; false if the time is over, or the
   *     queue does not answer
   */
  boolean drain(Duration limit);

  /** What the database did not take. */
  DeadLetters deadLetters();

  /** What this node has done with the queue so far. */
  QueueStats stats();
}
