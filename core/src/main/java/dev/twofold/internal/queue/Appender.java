package dev.twofold.internal.queue;

import dev.twofold.error.WriteRefusedException;
import dev.twofold.internal.read.Pause;
import dev.twofold.resilience.Circuit;
import dev.twofold.settings.WhenFull;
import dev.twofold.settings.WhenUnavailable;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.store.QueueStore.Append;
import dev.twofold.write.store.QueueStore.Appended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts writes into a queue, or does with them what its policy says. Thread-safe. */
final class Appender<K, V> {

  private static final Duration FIRST_LOOK = Duration.ofMillis(5);
  private static final Duration LAST_LOOK = Duration.ofMillis(100);

  private final QueueSetup<K, V> queue;
  private final Circuit circuit;
  private final Duration budget;
  private final Pause pause;
  private final LongSupplier nanoTime;

  /**
   * @param circuit over the trips
   * @param budget of one trip
   * @param pause between two looks whether there is room
   */
  Appender(
      QueueSetup<K, V> queue,
      Circuit circuit,
      Duration budget,
      Pause pause,
      LongSupplier nanoTime) {
    this.queue = queue;
    this.circuit = circuit;
    this.budget = budget;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /** As {@link dev.twofold.write.WriteQueue#addAll(List)}. */
  void addAll(List<QueuedWrite<K, V>> writes) {
    if (writes.isEmpty()) {
      return;
    }
    QueuePartitions partitions = queue.partitions();
    if (!partitions.areKnown() && ask(() -> partitions.number(budget)) == null) {
      settle(Map.of(Appended.UNKNOWN, writes));
      return;
    }
    int number = partitions.number(budget);
    Backlog<K, V> backlog = new Backlog<>(queue.format(), number, partitions.lengthOfOne(number));
    backlog.add(writes);
    append(backlog);
    Map<Appended, List<QueuedWrite<K, V>>> left = backlog.left();
    queue.counters().queued(writes.size() - left.values().stream().mapToInt(List::size).sum());
    if (!left.isEmpty()) {
      settle(left);
    }
  }

  private void append(Backlog<K, V> backlog) {
    long end = nanoTime.getAsLong() + queue.policy().fullWait().toNanos();
    Duration look = FIRST_LOOK;
    while (true) {
      for (List<Append> next = backlog.next(); !next.isEmpty(); next = backlog.next()) {
        send(backlog, next);
      }
      Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
      if (!backlog.isFull()
          || queue.policy().whenFull() != WhenFull.WAIT
          || left.isNegative()
          || left.isZero()
          || Thread.currentThread().isInterrupted()) {
        return;
      }
      pause.take(shorter(look, left));
      look = shorter(look.multipliedBy(2), LAST_LOOK);
      backlog.tryFullAgain();
    }
  }

  private void send(Backlog<K, V> backlog, List<Append> appends) {
    List<Appended> outcomes = ask(() -> queue.store().append(queue.name(), appends, budget));
    for (int i = 0; i < appends.size(); i++) {
      backlog.ended(appends.get(i), outcomes == null ? Appended.UNKNOWN : outcomes.get(i));
    }
  }

  /** Makes a trip; null: the store does not answer, or is left out. */
  private <T> @Nullable T ask(Supplier<T> trip) {
    if (!circuit.permits()) {
      return null;
    }
    long start = nanoTime.getAsLong();
    try {
      T answer = trip.get();
      circuit.succeeded(nanoTime.getAsLong() - start);
      return answer;
    } catch (RuntimeException e) {
      // Not only TierException: a store is code of others.
      circuit.failed(Duration.ofNanos(nanoTime.getAsLong() - start), e);
      queue.counters().unavailable();
      return null;
    }
  }

  private void settle(Map<Appended, List<QueuedWrite<K, V>>> left) {
    List<QueuedWrite<K, V>> full = left.getOrDefault(Appended.FULL, List.of());
    List<QueuedWrite<K, V>> unavailable = left.getOrDefault(Appended.UNKNOWN, List.of());
    List<QueuedWrite<K, V>> direct = new ArrayList<>();
    List<QueuedWrite<K, V>> refused = new ArrayList<>();
    (queue.policy().whenFull() == WhenFull.WRITE ? direct : refused).addAll(full);
    (queue.policy().whenUnavailable() == WhenUnavailable.WRITE ? direct : refused)
        .addAll(unavailable);
    if (!direct.isEmpty()) {
      write(direct, refused);
    }
    if (!refused.isEmpty()) {
      throw refusal(refused, unavailable.isEmpty() ? noRoom() : "it does not answer", null);
    }
  }

  private void write(List<QueuedWrite<K, V>> direct, List<QueuedWrite<K, V>> refused) {
    try {
      queue.write(queue.direct(direct));
    } catch (RuntimeException e) {
      // Not only TierException: a writer is code of the application.
      refused.addAll(direct);
      throw refusal(refused, "the database has not taken those that were to be written at once", e);
    }
    queue.counters().direct(direct.size());
  }

  private String noRoom() {
    return "there is no room in partitions of %d entries%s"
        .formatted(
            queue.partitions().lengthOfOne(queue.partitions().number(budget)),
            queue.policy().whenFull() == WhenFull.WAIT
                ? ", also after " + queue.policy().fullWait().toMillis() + " ms"
                : "");
  }

  private WriteRefusedException refusal(
      List<QueuedWrite<K, V>> refused, String reason, @Nullable RuntimeException cause) {
    queue.counters().refused(refused.size());
    return new WriteRefusedException(
        queue.name(), reason, refused.stream().map(QueuedWrite::key).toList(), cause);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
