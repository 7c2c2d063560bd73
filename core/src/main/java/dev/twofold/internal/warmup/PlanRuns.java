package dev.twofold.internal.warmup;

import dev.twofold.LoadScope;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.SharedNotes;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs of plans, checked.
 *
 * @param notes null: nodes share nothing
 * @param scopes opens a scope that nothing is learned from
 * @param observer hears of each step; throws nothing
 */
record PlanRuns(
    PlannedLoaders loaders,
    TwofoldSettings settings,
    @Nullable SharedNotes notes,
    Function<ParameterValues, LoadScope> scopes,
    Scheduler scheduler,
    Consumer<WarmupProgress> observer) {

  /**
   * A run that one node after the other does.
   *
   * @throws ConfigurationException if it cannot work
   */
  <K> PlanRun<K> of(WarmupPlan<K> plan) {
    return of(plan, notes);
  }

  /** A run that each node does for itself. */
  <K> PlanRun<K> ofThisNode(WarmupPlan<K> plan) {
    return of(plan, null);
  }

  private <K> PlanRun<K> of(WarmupPlan<K> plan, @Nullable SharedNotes shared) {
    String what = "warm-up plan '" + plan.name() + "'";
    RegisteredLoader<?, ?, ?> loader = loaders.require(plan.loader(), what);
    check(plan, loader, what);
    return new PlanRun<>(
        plan,
        new KeyReader<>(scopes, plan.loader(), loader.name()),
        new TaskTurn(
            shared,
            "warmup:" + plan.name(),
            settings.warmup().takeover(),
            settings.region(loader.region()).timeToLive(),
            settings.distributedBudget()),
        new Pace(
            scheduler,
            plan.keysPerSecond() > 0 ? plan.keysPerSecond() : settings.warmup().keysPerSecond()),
        loaders.listening(),
        loaders.ready(loader),
        scheduler,
        settings.databaseBudget(),
        observer);
  }

  private void check(WarmupPlan<?> plan, RegisteredLoader<?, ?, ?> loader, String what) {
    if (plan.batchSize() > settings.maximumKeysPerCall()) {
      throw new ConfigurationException(
          "%s: reads %d keys at once; allowed: %d (setting maximumKeysPerCall)"
              .formatted(what, plan.batchSize(), settings.maximumKeysPerCall()));
    }
    for (Parameter<?> parameter : loader.parameters()) {
      if (plan.parameters().find(parameter).isEmpty()) {
        throw new ConfigurationException(
            "%s: loader %s needs a value of parameter '%s'; set it with WarmupPlan.parameters"
                .formatted(what, loader.name(), parameter.name()));
      }
    }
  }
}
