package dev.twofold.internal.read;

import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the waves of one request have in common.
 *
 * @param databaseBudget how long a load may take
 * @param maximumValues how many values the request may know
 * @param waits what the calling thread may wait in all
 * @param source where the calling thread reads
 * @param flushCaller writes what the calling thread has changed in its own transactions
 * @param engineClosed whether nothing may be loaded any more
 * @param observer hears of each wave
 * @param gaps those in what other nodes tell, when the request began
 */
public record WaveUse(
    SharedTiers tiers,
    TripCounters trips,
    Duration databaseBudget,
    int maximumValues,
    Supplier<WaitBudget> waits,
    Supplier<Source> source,
    Runnable flushCaller,
    BooleanSupplier engineClosed,
    ReadObserver observer,
    long gaps) {

  /** The same, of which nobody hears. */
  WaveUse unobserved() {
    return new WaveUse(
        tiers,
        trips,
        databaseBudget,
        maximumValues,
        waits,
        source,
        flushCaller,
        engineClosed,
        ReadObserver.NONE,
        gaps);
  }

  boolean areOthersHeard() {
    return tiers.near().isListening() && tiers.near().gaps() == gaps;
  }

  /** The two phases: looks keys up, then loads what was not found. */
  void resolve(
      List<Batch<?, ?, ?>> batches,
      RequestStore store,
      Rights rights,
      RunningWaves running,
      WaitBudget budget) {
    flushCaller.run();
    Source reads = source.get();
    LoadSharing sharing = new LoadSharing(tiers, rights, reads, databaseBudget, budget);
    LookupPass lookups = new LookupPass(tiers, rights, sharing, running);
    lookups.run(batches);
    FillPlan fills = new FillPlan(tiers, rights, lookups.vintage());
    LoadPass loads = new LoadPass(store, tiers, fills, sharing, reads, databaseBudget, budget);
    new Passes(tiers, lookups, loads, sharing, fills).run(batches);
    Observation.tell(observer, batches, lookups.beyondNear());
  }
}
