package dev.twofold.internal.outbox;

import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.Outbox.Backlog;
import dev.twofold.invalidation.Outbox.Handled;
import dev.twofold.invalidation.OutboxRow;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers rows that were left: their node has died, or could not tell the distributed tier. Looks
 * for them again and again; the first time for rows of any age, since the node may be the only one,
 * started anew. A row that cannot be read makes everything stale, because nobody knows what it
 * names. Thread-safe.
 */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** How many rows are handed over at once. */
  private static final int MOST_ROWS = 200;

  /** How many keys one trip names. */
  private static final int KEYS_OF_A_TRIP = 2_000;

  private final Outbox outbox;
  private final OutboxSchedule schedule;
  private final Predicate<Invalidation> delivery;
  private final Supplier<Invalidation> everything;
  private final Scheduler scheduler;
  private final OutboxCounters counters;
  private final OutboxHealth health;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param delivery tells all tiers; whether they have confirmed
   * @param everything what is stale when nobody knows
   */
  Leftovers(
      Outbox outbox,
      OutboxSchedule schedule,
      Predicate<Invalidation> delivery,
      Supplier<Invalidation> everything,
      Scheduler scheduler,
      OutboxCounters counters,
      OutboxHealth health) {
    this.outbox = outbox;
    this.schedule = schedule;
    this.delivery = delivery;
    this.everything = everything;
    this.scheduler = scheduler;
    this.counters = counters;
    this.health = health;
  }

  void start() {
    scheduler.after(Duration.ZERO, () -> run(Duration.ZERO));
  }

  void close() {
    closed = true;
  }

  private void run(Duration age) {
    if (closed) {
      return;
    }
    try {
      Outbox.Search search =
          new Outbox.Search(schedule.application(), RowWriter.FORMAT, age, MOST_ROWS);
      int done;
      do {
        Backlog backlog = outbox.handOver(search, this::handle);
        counters.seen(backlog);
        done = backlog.done();
      } while (done == MOST_ROWS && !closed);
      health.answered();
    } catch (RuntimeException e) {
      // Not only TierException: an adapter is code of others.
      health.failed(e);
    } finally {
      scheduler.after(schedule.interval(), () -> run(schedule.age()));
    }
  }

  /** Up to the first trip that is not confirmed. */
  private Handled handle(List<OutboxRow> rows) {
    Set<String> delivered = new HashSet<>();
    Set<String> undecodable = new HashSet<>();
    int next = 0;
    while (next < rows.size() && !closed) {
      Trip trip = new Trip();
      while (next < rows.size() && trip.hasRoom()) {
        trip.add(rows.get(next++));
      }
      if (!delivery.test(trip.stale)) {
        break;
      }
      delivered.addAll(trip.decoded);
      undecodable.addAll(trip.undecodable);
    }
    counters.delivered(delivered.size());
    counters.undecodable(undecodable.size());
    return new Handled(delivered, undecodable);
  }

  /** What is told together. */
  private final class Trip {

    private final Set<String> decoded = new HashSet<>();
    private final Set<String> undecodable = new HashSet<>();
    private Invalidation stale = Invalidation.NOTHING;

    boolean hasRoom() {
      return stale.keys().size() < KEYS_OF_A_TRIP;
    }

    void add(OutboxRow row) {
      try {
        stale = stale.and(RowDecoder.read(row.content()));
        decoded.add(row.id());
      } catch (IllegalArgumentException e) {
        warn(row, e);
        stale = stale.and(everything.get());
        undecodable.add(row.id());
      }
    }
  }

  private void warn(OutboxRow row, IllegalArgumentException cause) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "Row {} of an outbox, format {}, cannot be read: it {}. All regions are cleared instead,"
              + " and the row is set aside with a negative format. Said once; the statistics count"
              + " such rows.",
          row.id(),
          row.format(),
          cause.getMessage());
    }
  }
}
