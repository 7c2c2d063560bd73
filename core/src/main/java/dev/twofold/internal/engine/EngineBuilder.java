package dev.twofold.internal.engine;

import static java.util.Objects.requireNonNull;

import dev.twofold.Twofold;
import dev.twofold.computation.Computation;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.background.LoadQueue;
import dev.twofold.internal.background.WriteThrough;
import dev.twofold.internal.computation.ComputationRegistration;
import dev.twofold.internal.computation.ComputationRegistry;
import dev.twofold.internal.entity.EntityRegistration;
import dev.twofold.internal.entity.RegisteredEntities;
import dev.twofold.internal.flight.Flights;
import dev.twofold.internal.invalidation.AllLoaders;
import dev.twofold.internal.invalidation.DaemonScheduler;
import dev.twofold.internal.invalidation.Observers;
import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.internal.invalidation.WriteSettings;
import dev.twofold.internal.invalidation.Writes;
import dev.twofold.internal.lifetime.Lifetimes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.outbox.Outboxes;
import dev.twofold.internal.queue.WriteQueues;
import dev.twofold.internal.read.Pause;
import dev.twofold.internal.read.SharedLoads;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.internal.relation.RelationRegistry;
import dev.twofold.internal.scope.ThreadScopes;
import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.internal.tiers.DatabaseHealth;
import dev.twofold.internal.tiers.LoadTimes;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.internal.warmup.EngineWarmups;
import dev.twofold.internal.warmup.PlannedLoaders;
import dev.twofold.internal.warmup.WarmupDeclarations;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.loader.Loader;
import dev.twofold.resilience.CircuitObserver;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.Database;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.near.NearTier;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupObserver;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.write.WriteBehind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the parts of an engine, and checks that they fit. */
public final class EngineBuilder implements Twofold.Builder {

  private static final Logger LOG = LoggerFactory.getLogger(EngineBuilder.class);

  private final Map<String, Database> databases = new LinkedHashMap<>();

  private final List<Loader<?, ?>> loaders = new ArrayList<>();
  private final List<Computation<?, ?>> computations = new ArrayList<>();
  private final List<Class<?>> declaringClasses = new ArrayList<>();
  private final List<RegisteredQueue<?, ?>> queues = new ArrayList<>();
  private final List<InvalidationObserver> observers = new ArrayList<>();
  private final List<CircuitObserver> circuitObservers = new ArrayList<>();
  private final WarmupDeclarations warmups = new WarmupDeclarations();
  private final OwnedParts owned = new OwnedParts();
  private @Nullable DistributedTier distributed;
  private @Nullable NearTier near;
  private @Nullable TwofoldSettings settings;
  private Pause pause = Pause.PARKING;
  private LongSupplier nanoTime = System::nanoTime;
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private @Nullable WriteSettings writeSettings;
  private @Nullable Scheduler scheduler;
  private @Nullable BooleanSupplier sample;
  private boolean built;

  @Override
  public Twofold.Builder database(Database database) {
    requireNonNull(database, "database");
    if (databases.putIfAbsent(database.name(), database) != null) {
      throw new ConfigurationException(
          "two databases have the name '%s'; give one of them another".formatted(database.name()));
    }
    owned.add(database);
    return this;
  }

  @Override
  public Twofold.Builder distributed(DistributedTier tier) {
    requireNonNull(tier, "tier");
    if (distributed != null) {
      throw new ConfigurationException("the distributed tier is set twice; an engine has one");
    }
    distributed = tier;
    owned.add(tier);
    return this;
  }

  @Override
  public Twofold.Builder near(NearTier tier) {
    requireNonNull(tier, "tier");
    if (near != null) {
      throw new ConfigurationException("the near tier is set twice; an engine has one");
    }
    near = tier;
    owned.add(tier);
    return this;
  }

  /** How requests wait for what others load. Default: {@link Pause#PARKING}. */
  public EngineBuilder pause(Pause pause) {
    this.pause = requireNonNull(pause, "pause");
    return this;
  }

  /**
   * The clock that near entries end by, and that budgets and circuits measure with. Default: {@link
   * System#nanoTime}.
   */
  public EngineBuilder nanoTime(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    return this;
  }

  /**
   * What decides by chance which entries expire early. Default: {@link
   * ThreadLocalRandom#nextDouble}.
   */
  public EngineBuilder random(DoubleSupplier random) {
    this.random = requireNonNull(random, "random");
    return this;
  }

  @Override
  public Twofold.Builder settings(TwofoldSettings settings) {
    requireNonNull(settings, "settings");
    if (this.settings != null) {
      throw new ConfigurationException("the settings are set twice; an engine has one set");
    }
    this.settings = settings;
    return this;
  }

  @Override
  public Twofold.Builder observe(InvalidationObserver observer) {
    observers.add(requireNonNull(observer, "observer"));
    return this;
  }

  @Override
  public Twofold.Builder observeCircuits(CircuitObserver observer) {
    circuitObservers.add(requireNonNull(observer, "observer"));
    return this;
  }

  @Override
  public Twofold.Builder register(Loader<?, ?>... loaders) {
    for (Loader<?, ?> loader : loaders) {
      this.loaders.add(requireNonNull(loader, "loader"));
    }
    return this;
  }

  @Override
  public Twofold.Builder computations(Computation<?, ?>... computations) {
    for (Computation<?, ?> computation : computations) {
      this.computations.add(requireNonNull(computation, "computation"));
    }
    return this;
  }

  @Override
  public Twofold.Builder queue(WriteBehind<?, ?> queue) {
    queues.add(new RegisteredQueue<>(requireNonNull(queue, "queue"), null));
    return this;
  }

  @Override
  public <K> Twofold.Builder queue(WriteBehind<K, ?> queue, Class<? extends Loader<K, ?>> loader) {
    queues.add(
        new RegisteredQueue<>(requireNonNull(queue, "queue"), requireNonNull(loader, "loader")));
    return this;
  }

  @Override
  public Twofold.Builder relations(Class<?>... declaringClasses) {
    for (Class<?> type : declaringClasses) {
      this.declaringClasses.add(requireNonNull(type, "declaring class"));
    }
    return this;
  }

  @Override
  public Twofold.Builder warmUp(WarmupPlan<?>... plans) {
    for (WarmupPlan<?> plan : plans) {
      warmups.add(requireNonNull(plan, "plan"));
    }
    return this;
  }

  @Override
  public Twofold.Builder warmRelated(RelatedWarmup<?, ?>... related) {
    for (RelatedWarmup<?, ?> each : related) {
      warmups.add(each);
    }
    return this;
  }

  @Override
  public Twofold.Builder observeWarmups(WarmupObserver observer) {
    warmups.add(observer);
    return this;
  }

  /** Sets which waves are counted to find hot keys. Default: some, at random. */
  public EngineBuilder sample(BooleanSupplier sample) {
    this.sample = requireNonNull(sample, "sample");
    return this;
  }

  /** Sets how writes are treated. Default: {@link WriteSettings#of}. */
  public EngineBuilder writes(WriteSettings settings) {
    writeSettings = requireNonNull(settings, "settings");
    return this;
  }

  /** Sets what runs later work. Default: a daemon thread. */
  public EngineBuilder scheduler(Scheduler scheduler) {
    this.scheduler = requireNonNull(scheduler, "scheduler");
    return this;
  }

  @Override
  public Twofold build() {
    if (built) {
      throw new IllegalStateException("a builder builds one engine; this one has");
    }
    built = true;
    try {
      TwofoldSettings chosen = settings == null ? TwofoldSettings.defaults() : settings;
      CircuitLog circuits = new CircuitLog(nanoTime, circuitObservers);
      NearCaches nearCaches =
          new NearCaches(
              chosen.application(),
              near,
              distributed,
              circuits.circuit(
                  NearCaches.NEAR,
                  BreakerPolicy.DEFAULT.within(chosen.nearBudget()),
                  "Its share of the work goes to other tiers"),
              chosen.nearBudget(),
              chosen.nearOutageTimeToLive(),
              nanoTime);
      Lifetimes lifetimes = new Lifetimes(distributed != null, this::fullness, nanoTime, random);
      TierFormats formats = new TierFormats(chosen, distributed != null, nearCaches, lifetimes);
      Registration registration = new Registration(chosen, databases, formats);
      loaders.forEach(registration::add);
      RegisteredEntities entities =
          new EntityRegistration(formats, registration::derive).register(databases.values());
      ComputationRegistration computing =
          new ComputationRegistration(formats, registration::derive);
      computations.forEach(computing::add);
      LoaderRegistry registry = registration.finish();
      ComputationRegistry computed = computing.finish(registry, loaders);
      RelationRegistry relations = new RelationRegistry(registry, declaringClasses);
      LifetimeAdvice.of(chosen, registry.all()).forEach(LOG::warn);
      LoadTimes times = new LoadTimes(DistributedUse.longestLease(chosen));
      Flights flights = new Flights(chosen.databaseConcurrency());
      BothListeners reads = new BothListeners(nearCaches, flights);
      TierHealth health =
          new TierHealth(
              DistributedUse.breaker(chosen),
              distributed != null && distributed.partitions() > 1,
              circuits);
      WriteThrough through = new WriteThrough();
      Writes writes =
          new Writes(
              new AllLoaders(registry, entities, relations, computed),
              distributed,
              writeSettings == null ? WriteSettings.of(chosen) : writeSettings,
              reads::invalidated,
              health,
              scheduler == null ? new DaemonScheduler("twofold-invalidation") : scheduler,
              new Observers(observers),
              through,
              () -> ThreadScopes.writing(registry));
      Outboxes outboxes = outboxes(chosen, writes);
      DatabaseHealth databaseHealth =
          new DatabaseHealth(
              databases.values(),
              chosen.databaseBreaker().within(chosen.databaseBudget()),
              circuits);
      if (distributed != null) {
        distributed.start(DistributedUse.of(chosen, times), writes.counting(reads));
      }
      databases.values().forEach(database -> writes.listen(database, outboxes.of(database)));
      outboxes.start();
      WriteQueues writeQueues = new WriteQueues(chosen, distributed, circuits, pause);
      queues.forEach(queue -> queue.addTo(writeQueues, writes, registry));
      EngineWarmups warming =
          new EngineWarmups(
              warmups,
              loaders,
              chosen,
              new PlannedLoaders(registry, health, databaseHealth, nearCaches::isListening),
              distributed == null ? null : distributed.notes(),
              scheduler == null ? new DaemonScheduler("twofold-warmup") : scheduler,
              sample);
      LoadQueue refreshes = new LoadQueue("twofold-refresh");
      return new Engine(
              registry,
              entities,
              relations,
              computed,
              chosen,
              distributed,
              nearCaches,
              new SharedLoads(flights, databaseHealth, times, refreshes),
              refreshes,
              through,
              pause,
              health,
              writes,
              outboxes,
              warming,
              writeQueues,
              owned)
          .begin();
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /** Without a distributed tier there is nobody to tell late. */
  private Outboxes outboxes(TwofoldSettings chosen, Writes writes) {
    Scheduler own = scheduler == null ? new DaemonScheduler("twofold-outbox") : scheduler;
    return distributed == null || chosen.outbox() == OutboxUse.OFF
        ? Outboxes.none(own)
        : Outboxes.of(
            databases.values(), chosen, writes.delivery()::invalidate, writes::everything, own);
  }

  private double fullness() {
    DistributedTier tier = distributed;
    try {
      return tier == null ? 0 : tier.fullness();
    } catch (RuntimeException e) {
      return 0; // a tier is code of others, and a hint must not fail a page
    }
  }

  private void closeAfter(RuntimeException failure) {
    try {
      owned.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
