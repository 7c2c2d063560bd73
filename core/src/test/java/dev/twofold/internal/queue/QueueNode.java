package dev.twofold.internal.queue;

import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.stats.QueueStats;
import dev.twofold.testing.ManualTime;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A queue at one node, without a thread: a test makes its rounds. */
final class QueueNode {

  static final Duration BUDGET = Duration.ofSeconds(1);

  private static int nodes;

  final Steps steps = new Steps();
  final List<WriteBatch<Integer, Long>> madeStale = new ArrayList<>();
  private final QueueSetup<Integer, Long> setup;
  private final Appender<Integer, Long> appender;
  private final QueueConsumer<Integer, Long> consumer;

  QueueNode(
      QueueStore store,
      WriteBehind<Integer, Long> definition,
      QueuePolicy policy,
      ManualTime time) {
    LongSupplier nanoTime = () -> Duration.between(Instant.EPOCH, time.instant()).toNanos();
    QueueStore stepping = new SteppingStore(store, steps);
    WriteBehind<Integer, Long> stepped =
        new WriteBehind<>(
            definition.name(),
            definition.keyType(),
            definition.valueType(),
            definition.coalescing(),
            batch -> {
              steps.step();
              definition.writer().write(batch);
              steps.step();
            },
            definition.policy());
    setup =
        new QueueSetup<>(
            stepped,
            policy,
            QueueFormat.of(definition),
            stepping,
            new QueuePartitions(stepping, definition.name(), policy, nanoTime),
            madeStale::add,
            new QueueCounters(),
            new QueueHealth(definition.name()));
    appender =
        new Appender<>(
            setup,
            new CircuitLog(nanoTime, List.of())
                .circuit("queue", BreakerPolicy.DEFAULT.within(BUDGET), "it is left out"),
            BUDGET,
            time::advance,
            nanoTime);
    consumer = new QueueConsumer<>(setup, "node-" + nodes++, BUDGET, nanoTime);
  }

  void add(int key, long value) {
    addAll(List.of(new QueuedWrite<>(key, value)));
  }

  void addAll(List<QueuedWrite<Integer, Long>> writes) {
    appender.addAll(writes);
  }

  Duration round() {
    return consumer.round(false);
  }

  Duration hurriedRound() {
    return consumer.round(true);
  }

  void release() {
    consumer.release();
  }

  void abandon() {
    consumer.abandon();
  }

  boolean isIdle() {
    return consumer.isIdle();
  }

  QueueStats stats() {
    return setup.counters().snapshot();
  }
}
