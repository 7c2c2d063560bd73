package dev.twofold.internal.background;

import dev.twofold.LoadScope;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.OwnWrites;
import dev.twofold.internal.read.Pause;
import dev.twofold.internal.read.RefreshPass;
import dev.twofold.internal.read.Refreshed;
import dev.twofold.internal.read.SharedLoads;
import dev.twofold.internal.read.SharedTiers;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.Owners;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.FillQueue;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.internal.tiers.Withheld;
import dev.twofold.key.ParameterValues;
import dev.twofold.settings.Fills;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads entries again as a request would, which has budgets, circuits and turns, and which is no
 * request. What a load function asks for meanwhile, a scope answers that is bound to the thread.
 * Thread-safe.
 */
public final class RefreshWorker implements LoadQueue.Worker {

  /** It waits itself for what it puts. */
  private final FillQueue none = FillQueue.of(Fills.AWAITED);

  private final TwofoldSettings settings;
  private final @Nullable DistributedTier distributed;
  private final NearCaches near;
  private final SharedLoads loads;
  private final TierHealth health;
  private final Withheld withheld;
  private final Function<ParameterValues, LoadScope> scopes;

  /**
   * @param withheld what the distributed tier has not been told
   * @param scopes opens a scope and binds it to the thread
   */
  public RefreshWorker(
      TwofoldSettings settings,
      @Nullable DistributedTier distributed,
      NearCaches near,
      SharedLoads loads,
      TierHealth health,
      Withheld withheld,
      Function<ParameterValues, LoadScope> scopes) {
    this.settings = settings;
    this.distributed = distributed;
    this.near = near;
    this.loads = loads;
    this.health = health;
    this.withheld = withheld;
    this.scopes = scopes;
  }

  @Override
  public <K, C, V> Refreshed load(
      RegisteredLoader<K, C, V> loader, ParameterValues parameters, Keys<K> keys, Duration window) {
    WaitBudget waits = WaitBudget.of(settings.requestBudget(), health.clock());
    RequestTier tier =
        new RequestTier(
            distributed,
            near,
            settings.distributedBudget(),
            () -> waits,
            health,
            new TripCounters());
    SharedTiers tiers =
        new SharedTiers(tier, near, OwnWrites.NONE, withheld, Pause.PARKING, none, loads);
    RequestStore store = new RequestStore(new Owners(type -> false));
    try (LoadScope scope = scopes.apply(parameters)) {
      return new RefreshPass(
              tiers, settings.databaseBudget(), waits, () -> scope.stats().total().stale() > 0)
          .run(store.of(loader, parameters), keys, window);
    }
  }
}
