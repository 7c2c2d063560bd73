package dev.twofold.internal.queue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a queue is no longer written and when it is again: once per change and partition.
 * Messages of causes may hold keys and values, so only kinds are logged. Thread-safe.
 */
final class QueueHealth {

  private static final Logger LOG = LoggerFactory.getLogger(QueueHealth.class);

  /** Stands for all partitions, where the store does not answer. */
  private static final int ALL = -1;

  private final String queue;
  private final Set<Integer> failing = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean buried = new AtomicBoolean();

  QueueHealth(String queue) {
    this.queue = queue;
  }

  /** The store does not answer. */
  void silent(RuntimeException cause) {
    if (failing.add(ALL)) {
      LOG.warn(
          "Queue '{}' does not answer ({}). What it has waits; what is added is written at once or"
              + " refused.",
          queue,
          Cause.kind(cause));
    }
  }

  /** The store answers. */
  void answered() {
    if (failing.remove(ALL)) {
      LOG.info("Queue '{}' answers again.", queue);
    }
  }

  /** Entries of a partition are not written. */
  void failed(int partition, String kind) {
    if (failing.add(partition)) {
      LOG.warn(
          "Partition {} of queue '{}' is not written: {}. It is tried again and again; what it has"
              + " waits.",
          partition,
          queue,
          kind);
    }
  }

  /** Entries of a partition were written. */
  void written(int partition) {
    if (failing.remove(partition)) {
      LOG.info("Partition {} of queue '{}' is written again.", partition, queue);
    }
  }

  /** Something has become a dead letter. */
  void buried(String place, String kind) {
    if (buried.compareAndSet(false, true)) {
      LOG.warn(
          "Queue '{}' has a dead letter, made of {} ({}). Said once; the statistics count them, and"
              + " they wait to be replayed or discarded.",
          queue,
          place,
          kind);
    }
  }
}
