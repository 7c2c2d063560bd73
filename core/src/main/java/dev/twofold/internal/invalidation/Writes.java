package dev.twofold.internal.invalidation;

import dev.twofold.Invalidator;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.key.ParameterValues;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.stats.EngineStats;
import dev.twofold.stats.OutboxStats;
import dev.twofold.stats.RefreshStats;
import dev.twofold.stats.WriteThroughStats;
import dev.twofold.tier.Database;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.TierListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The write path of an engine: puts its parts together. Thread-safe. */
public final class Writes implements AutoCloseable {

  /** How long closing waits for deliveries that are on their way. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final WriteCounters counters = new WriteCounters();
  private final OpenWork open = new OpenWork();
  private final Undelivered undelivered;
  private final Scheduler scheduler;
  private final Observers observers;
  private final TierHealth health;
  private final @Nullable Retries retries;
  private final Delivery delivery;
  private final AllLoaders loaders;
  private final WritePath path;

  /** Replaced and never changed; an array, because each question of a request goes through it. */
  private volatile Database[] databases = {};

  /**
   * @param near the step that near tiers take before and after each trip
   * @param through hears what is written through
   * @param scopesOfThread the requests of this engine that the calling thread works for
   */
  public Writes(
      AllLoaders loaders,
      @Nullable DistributedTier tier,
      WriteSettings settings,
      Consumer<Invalidation> near,
      TierHealth health,
      Scheduler scheduler,
      Observers observers,
      CommittedKeys through,
      Supplier<? extends List<? extends WritingScope>> scopesOfThread) {
    this.loaders = loaders;
    this.scheduler = scheduler;
    this.observers = observers;
    this.health = health;
    this.undelivered = new Undelivered(settings.undeliveredLimit());
    this.retries =
        tier == null
            ? null
            : new Retries(
                undelivered,
                tier,
                settings.tierBudget(),
                near,
                health,
                counters,
                observers,
                scheduler);
    this.delivery =
        new Delivery(
            tier,
            settings.tierBudget(),
            near,
            health,
            undelivered,
            counters,
            observers,
            retries,
            open);
    this.path =
        new WritePath(
            new Impacts(loaders),
            delivery,
            new EntrySearches(tier, settings.tierBudget(), near),
            new Brackets(tier, settings, scheduler, health, counters),
            new PendingCommits(settings.commitLimit(), scheduler),
            new UnknownOutcomes(delivery, settings.commitLimit(), scheduler, counters),
            through,
            open,
            scopesOfThread,
            Math.min(settings.undeliveredLimit(), NamedEntries.LIMIT));
  }

  /**
   * Hears from now on what is written through a database.
   *
   * @param outbox where its transactions leave what they make stale; null: nowhere
   */
  public synchronized void listen(Database database, @Nullable TransactionOutbox outbox) {
    database.listen(() -> begin(database, outbox));
    Database[] more = Arrays.copyOf(databases, databases.length + 1);
    more[databases.length] = database;
    databases = more;
  }

  private WriteTransaction begin(Database database, @Nullable TransactionOutbox outbox) {
    Transaction transaction = new Transaction(path, database, outbox);
    ThreadTransactions.add(transaction);
    return transaction;
  }

  /**
   * Has transactions of the calling thread write what they have only collected, so that requests
   * forget what it makes stale.
   */
  public void flushCallersTransactions() {
    for (Database database : databases) {
      database.flushCallersTransaction();
    }
  }

  /** A request begins to use this thread, whose transactions may have written before. */
  public void joinTransactions(WritingScope scope) {
    for (Transaction transaction : ThreadTransactions.open()) {
      if (transaction.uses(path)) {
        transaction.join(scope);
      }
    }
  }

  public Delivery delivery() {
    return delivery;
  }

  /** What the read path leaves to the database. */
  public Undelivered undelivered() {
    return undelivered;
  }

  /** For writers that no database tells of. */
  public Invalidator invalidator(LoaderRegistry registry, ParameterValues tenants) {
    return new EngineInvalidator(registry, loaders, path, tenants);
  }

  /** Passes on what other nodes do, and counts what may have been missed. */
  public TierListener counting(TierListener listener) {
    return new CountedListener(listener, counters, observers, health);
  }

  /** Everything that there is. */
  public Invalidation everything() {
    return new Invalidation(Set.of(), Set.of(), loaders.regions(), Set.of());
  }

  public EngineStats stats(
      boolean listening,
      OutboxStats outbox,
      Map<String, CircuitStats> circuits,
      RefreshStats refreshes,
      WriteThroughStats writtenThrough) {
    return counters.snapshot(
        undelivered.size(), listening, outbox, circuits, refreshes, writtenThrough);
  }

  /**
   * Whether something became stale that the distributed tier was not told, or still may: of
   * transactions that have written and not ended. Other nodes then have to stand in for this one.
   */
  public boolean hasDebts() {
    return open.isLeft() || !undelivered.isEmpty();
  }

  /**
   * Waits a little for deliveries that are on their way, tries once more to deliver what waits, and
   * stops the thread. What a transaction commits later is told at once or not at all.
   */
  @Override
  public void close() {
    path.pending().close();
    path.unknownOutcomes().close();
    open.awaitDeliveries(PATIENCE);
    open.close();
    if (retries != null) {
      retries.flush();
    }
    scheduler.close();
  }
}
