package dev.twofold.internal.outbox;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.internal.invalidation.TransactionOutbox;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.Outbox;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.OutboxStats;
import dev.twofold.tier.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outboxes of an engine, by database. Thread-safe. */
public final class Outboxes implements AutoCloseable {

  private final Map<String, DatabaseOutbox> byDatabase;
  private final Scheduler scheduler;

  private Outboxes(Map<String, DatabaseOutbox> byDatabase, Scheduler scheduler) {
    this.byDatabase = byDatabase;
    this.scheduler = scheduler;
  }

  /** No outbox at all. */
  public static Outboxes none(Scheduler scheduler) {
    return new Outboxes(Map.of(), scheduler);
  }

  /**
   * Those of the databases that have one, checked.
   *
   * @param delivery tells all tiers what is stale; whether they have confirmed
   * @param everything what is stale when nobody knows
   * @throws ConfigurationException if none has one, or one cannot be used
   */
  public static Outboxes of(
      Collection<Database> databases,
      TwofoldSettings settings,
      Predicate<Invalidation> delivery,
      Supplier<Invalidation> everything,
      Scheduler scheduler) {
    OutboxSchedule schedule = OutboxSchedule.of(settings);
    Map<String, DatabaseOutbox> byDatabase = new LinkedHashMap<>();
    for (Database database : databases) {
      Outbox outbox = database.outbox();
      if (outbox != null) {
        outbox.check();
        byDatabase.put(
            database.name(),
            new DatabaseOutbox(database.name(), outbox, schedule, delivery, everything, scheduler));
      }
    }
    if (byDatabase.isEmpty()) {
      throw new ConfigurationException(
          "setting 'outbox' is on, but no database of the engine has an outbox; switch it off, or"
              + " add a HibernateDatabase");
    }
    return new Outboxes(byDatabase, scheduler);
  }

  /** That of a database; null: it has none. */
  public @Nullable TransactionOutbox of(Database database) {
    return byDatabase.get(database.name());
  }

  /** Begins to look for what others left. */
  public void start() {
    byDatabase.values().forEach(DatabaseOutbox::start);
  }

  public OutboxStats stats() {
    return byDatabase.values().stream()
        .map(DatabaseOutbox::stats)
        .reduce(OutboxStats.NONE, Outboxes::sum);
  }

  private static OutboxStats sum(OutboxStats one, OutboxStats other) {
    return new OutboxStats(
        one.written() + other.written(),
        one.delivered() + other.delivered(),
        one.undecodable() + other.undecodable(),
        one.waiting() + other.waiting(),
        longer(one.oldest(), other.oldest()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Stops the thread: nothing that others left is delivered any more. */
  public void stop() {
    byDatabase.values().forEach(DatabaseOutbox::stop);
    scheduler.close();
  }

  /** Deletes what was delivered since. */
  @Override
  public void close() {
    stop();
    byDatabase.values().forEach(DatabaseOutbox::close);
  }
}
