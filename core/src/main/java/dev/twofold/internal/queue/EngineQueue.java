package dev.twofold.internal.queue;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.internal.read.Pause;
import dev.twofold.stats.QueueStats;
import dev.twofold.write.DeadLetters;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.time.Duration;
import java.util.List;

/** A queue of an engine. */
final class EngineQueue<K, V> implements WriteQueue<K, V> {

  /** Between two looks whether the queue is empty. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final QueueSetup<K, V> queue;
  private final Appender<K, V> appender;
  private final QueueWorker worker;
  private final Duration budget;
  private final Pause pause;
  private volatile boolean closed;

  /**
   * @param budget of one trip that looks how long the queue is, or at its dead letters
   */
  EngineQueue(
      QueueSetup<K, V> queue,
      Appender<K, V> appender,
      QueueWorker worker,
      Duration budget,
      Pause pause) {
    this.queue = queue;
    this.appender = appender;
    this.worker = worker;
    this.budget = budget;
    this.pause = pause;
  }

  WriteBehind<K, V> definition() {
    return queue.definition();
  }

  void start() {
    worker.start();
  }

  @Override
  public String name() {
    return queue.name();
  }

  @Override
  public void addAll(List<QueuedWrite<K, V>> writes) {
    requireNonNull(writes, "writes");
    if (closed) {
      throw new IllegalStateException(
          "the engine is closed; queue '%s' takes no writes any more".formatted(name()));
    }
    appender.addAll(writes);
  }

  @Override
  public boolean drain(Duration limit) {
    requireNonNull(limit, "limit");
    long end = System.nanoTime() + limit.toNanos();
    worker.hurry();
    try {
      while (true) {
        if (isEmpty()) {
          return true;
        }
        if (end - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        pause.take(LOOK);
      }
    } finally {
      worker.relax();
    }
  }

  private boolean isEmpty() {
    try {
      return queue.store().length(name(), queue.partitions().number(budget), budget) == 0;
    } catch (TierException e) {
      return false;
    }
  }

  @Override
  public DeadLetters deadLetters() {
    return queue.store().deadLetters(name(), budget);
  }

  @Override
  public QueueStats stats() {
    return queue.counters().snapshot();
  }

  /** Takes nothing more, and begins to write what this node owns. */
  void stop() {
    closed = true;
    worker.stop(queue.policy().drain());
  }

  /** Waits for what {@link #stop} has begun. */
  void join() {
    worker.join();
  }
}
