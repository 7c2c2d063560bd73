package dev.twofold.internal.outbox;

import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.internal.invalidation.TransactionOutbox;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.OutboxRow;
import dev.twofold.stats.OutboxStats;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The outbox of one database. Thread-safe. */
final class DatabaseOutbox implements TransactionOutbox {

  private final String application;
  private final Deletions deletions;
  private final Leftovers leftovers;
  private final OutboxCounters counters = new OutboxCounters();

  DatabaseOutbox(
      String database,
      Outbox outbox,
      OutboxSchedule schedule,
      Predicate<Invalidation> delivery,
      Supplier<Invalidation> everything,
      Scheduler scheduler) {
    OutboxHealth health = new OutboxHealth(database);
    this.application = schedule.application();
    this.deletions = new Deletions(outbox, scheduler, health);
    this.leftovers =
        new Leftovers(outbox, schedule, delivery, everything, scheduler, counters, health);
  }

  void start() {
    leftovers.start();
  }

  @Override
  public OutboxRow row(Invalidation stale) {
    return new OutboxRow(
        UUID.randomUUID().toString(), application, RowWriter.FORMAT, RowWriter.write(stale));
  }

  /** What was not delivered stays: when it is old enough, a node that can deliver it does. */
  @Override
  public void committed(List<String> ids, boolean isDelivered) {
    counters.written(ids.size());
    if (isDelivered) {
      deletions.add(ids);
    }
  }

  OutboxStats stats() {
    return counters.snapshot();
  }

  /** Looks for nothing new. */
  void stop() {
    leftovers.close();
  }

  /** Deletes what was delivered and not deleted yet. */
  void close() {
    deletions.flush();
  }
}
