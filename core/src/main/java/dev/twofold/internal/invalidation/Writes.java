package dev.twofold.internal.invalidation;

import dev.twofold.Invalidator;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.invalidation.WriteTransaction;
import dev.twofold.key.ParameterValues;
import dev.twofold.stats.EngineStats;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.TierListener;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The write path of an engine: puts its parts together. Thread-safe. */
public final class Writes implements WriteListener, AutoCloseable {

  private final WriteCounters counters = new WriteCounters();
  private final Undelivered undelivered;
  private final Scheduler scheduler;
  private final Observers observers;
  private final @Nullable Retries retries;
  private final Delivery delivery;
  private final AllLoaders loaders;
  private final WritePath path;

  /**
   * @param near the step that near tiers take before and after each trip
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
      Supplier<? extends List<? extends WritingScope>> scopesOfThread) {
    this.loaders = loaders;
    this.scheduler = scheduler;
    this.observers = observers;
    this.undelivered = new Undelivered(settings.undeliveredLimit());
    this.retries =
        tier == null
            ? null
            : new Retries(
                undelivered, tier, settings.tierBudget(), near, health, counters, scheduler);
    this.delivery =
        new Delivery(
            tier, settings.tierBudget(), near, health, undelivered, counters, observers, retries);
    this.path =
        new WritePath(
            new Impacts(loaders),
            delivery,
            new Brackets(tier, settings, scheduler, health, counters),
            new PendingCommits(settings.commitLimit(), scheduler),
            new UnknownOutcomes(delivery, settings.commitLimit(), scheduler, counters),
            scopesOfThread,
            settings.undeliveredLimit());
  }

  @Override
  public WriteTransaction begin() {
    Transaction transaction = new Transaction(path);
    ThreadTransactions.add(transaction);
    return transaction;
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
    return new CountedListener(listener, counters, observers);
  }

  public EngineStats stats() {
    return counters.snapshot(undelivered.size());
  }

  /** Tries once more to deliver what waits, and stops the thread. */
  @Override
  public void close() {
    path.pending().close();
    path.unknownOutcomes().close();
    if (retries != null) {
      retries.flush();
    }
    scheduler.close();
  }
}
