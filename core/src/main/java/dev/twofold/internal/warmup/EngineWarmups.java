package dev.twofold.internal.warmup;

import static java.util.Objects.requireNonNull;

import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.internal.read.ReadObserver;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.WarmupPolicy;
import dev.twofold.tier.SharedNotes;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupSchedule;
import dev.twofold.warmup.WarmupStats;
import dev.twofold.warmup.Warmups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The warm-ups of an engine: plans, hot keys and what is related, on one thread. Thread-safe. */
public final class EngineWarmups implements Warmups, AutoCloseable {

  private final Map<String, PlanRun<?>> runs = new LinkedHashMap<>();
  private final Map<RegisteredLoader<?, ?, ?>, HotKeys<?>> hot = new HashMap<>();
  private final LongAdder sampled = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final TwofoldSettings settings;
  private final PlannedLoaders loaders;
  private final Scheduler scheduler;
  private final RelatedQueue queue;
  private final LearnedReads learned;

  /** Null until the engine can open scopes. */
  private volatile @Nullable Function<ParameterValues, LoadScope> scopes;

  /**
   * @param registered the loaders of the application
   * @param notes null: nodes share nothing
   * @param sample whether a wave is counted for hot keys; null: some are
   * @throws dev.twofold.error.ConfigurationException if something declared cannot work
   */
  public EngineWarmups(
      WarmupDeclarations declared,
      Collection<Loader<?, ?>> registered,
      TwofoldSettings settings,
      PlannedLoaders loaders,
      @Nullable SharedNotes notes,
      Scheduler scheduler,
      @Nullable BooleanSupplier sample) {
    this.settings = settings;
    this.loaders = loaders;
    this.scheduler = scheduler;
    WarmupPolicy policy = settings.warmup();
    this.queue =
        new RelatedQueue(
            policy.relatedQueue(), scheduler, new Pace(scheduler, policy.keysPerSecond()));
    PlanRuns plans =
        new PlanRuns(
            loaders,
            settings,
            notes,
            this::open,
            scheduler,
            new ProgressReport(declared.observers()));
    declared.plans().forEach(plan -> runs.put(plan.name(), plans.of(plan)));
    if (notes != null && policy.hotKeys() > 0) {
      registered.forEach(loader -> learn(loader, plans, notes));
    }
    this.learned =
        new LearnedReads(
            hot, rules(declared.related()), queue, sample == null ? LearnedReads.SOME : sample);
  }

  private List<RelatedRule<?, ?>> rules(List<RelatedWarmup<?, ?>> declared) {
    List<RelatedRule<?, ?>> rules = new ArrayList<>();
    declared.forEach(each -> rules.add(RelatedRule.of(each, loaders, this::open)));
    return rules;
  }

  /** Keys that mean something only together with parameters are not learned. */
  private <K> void learn(Loader<K, ?> loader, PlanRuns plans, SharedNotes notes) {
    Class<?> type = LoaderTypes.applicationClass(loader.getClass());
    RegisteredLoader<?, ?, ?> known = loaders.require(type, "hot keys");
    if (known.tierFormat() != null && known.parameters().isEmpty()) {
      HotKeys<K> keys =
          new HotKeys<>(
              known.name(),
              LoaderTypes.genericKeyType(type),
              settings.warmup().hotKeys(),
              notes,
              sampled);
      hot.put(known, keys);
      String name = "hot keys of " + known.name();
      runs.put(name, plans.ofThisNode(WarmupPlan.of(name, classOf(loader), keys)));
    }
  }

  @SuppressWarnings("unchecked") // the class of a loader is one of loaders of its types
  private static <K> Class<? extends Loader<K, ?>> classOf(Loader<K, ?> loader) {
    return (Class<? extends Loader<K, ?>>) loader.getClass();
  }

  private LoadScope open(ParameterValues parameters) {
    return requireNonNull(scopes, "the engine has not started to warm").apply(parameters);
  }

  /**
   * Begins.
   *
   * @param opener opens a scope that nothing is learned from
   */
  public void begin(Function<ParameterValues, LoadScope> opener) {
    scopes = opener;
    for (PlanRun<?> run : runs.values()) {
      if (!(run.plan().schedule() instanceof WarmupSchedule.OnDemand)) {
        run.start();
      }
    }
    if (!hot.isEmpty()) {
      scheduler.after(settings.warmup().hotKeysInterval(), this::publish);
    }
  }

  private void publish() {
    if (loaders.tier().isTrusted()) {
      hot.values().forEach(this::publish);
    }
    scheduler.after(settings.warmup().hotKeysInterval(), this::publish);
  }

  private void publish(HotKeys<?> keys) {
    try {
      if (keys.publish(settings.distributedBudget())) {
        published.increment();
      }
    } catch (RuntimeException e) {
      // The circuit of the tier tells of it; what is hot is told the next time.
    }
  }

  /** What learns from a new request. */
  public ReadObserver ofRequest() {
    return learned.ofRequest();
  }

  @Override
  public boolean start(String plan) {
    return run(plan).start();
  }

  @Override
  public void pause(String plan) {
    run(plan).pause();
  }

  @Override
  public void resume(String plan) {
    run(plan).resume();
  }

  @Override
  public void cancel(String plan) {
    run(plan).cancel();
  }

  @Override
  public WarmupProgress progress(String plan) {
    return run(plan).progress();
  }

  private PlanRun<?> run(String plan) {
    PlanRun<?> run = runs.get(requireNonNull(plan, "plan"));
    if (run == null) {
      throw new IllegalArgumentException(
          "no warm-up plan is called '%s'; there are: %s".formatted(plan, runs.keySet()));
    }
    return run;
  }

  @Override
  public List<WarmupProgress> progress() {
    return runs.values().stream().<WarmupProgress>map(PlanRun::progress).toList();
  }

  @Override
  public WarmupStats stats() {
    return new WarmupStats(
        sampled.sum(), published.sum(), queue.queued(), queue.dropped(), queue.read());
  }

  /** Stops after the batch that is being read, if there is one, and leaves the rest to others. */
  @Override
  public void close() {
    runs.values().forEach(PlanRun::stop);
    scheduler.close();
    if (loaders.tier().isTrusted()) {
      runs.values().forEach(PlanRun::leave);
    }
  }
}
