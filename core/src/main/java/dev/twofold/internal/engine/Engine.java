package dev.twofold.internal.engine;

import static java.util.Objects.requireNonNull;

import dev.twofold.Invalidator;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.internal.background.LoadQueue;
import dev.twofold.internal.background.RefreshWorker;
import dev.twofold.internal.background.WriteThrough;
import dev.twofold.internal.computation.ComputationRegistry;
import dev.twofold.internal.entity.RegisteredEntities;
import dev.twofold.internal.invalidation.Writes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.outbox.Outboxes;
import dev.twofold.internal.queue.WriteQueues;
import dev.twofold.internal.read.Pause;
import dev.twofold.internal.read.ReadObserver;
import dev.twofold.internal.read.SharedLoads;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.relation.PlanSuggestions;
import dev.twofold.internal.relation.RelationRegistry;
import dev.twofold.internal.scope.RequestScope;
import dev.twofold.internal.tiers.FillQueue;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.internal.warmup.EngineWarmups;
import dev.twofold.key.ParameterValues;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.EngineStats;
import dev.twofold.tier.DistributedTier;
import dev.twofold.warmup.Warmups;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The parts of an engine, put together. */
final class Engine implements Twofold {

  private final LoaderRegistry registry;
  private final RegisteredEntities entities;
  private final RelationRegistry relations;
  private final ComputationRegistry computations;
  private final PlanSuggestions suggestions = new PlanSuggestions();
  private final TwofoldSettings settings;
  private final @Nullable DistributedTier distributed;
  private final NearCaches near;
  private final Pause pause;
  private final FillQueue fillQueue;
  private final SharedLoads loads;
  private final EngineWarmups warmups;
  private final LoadQueue refreshes;
  private final WriteThrough through;
  private final OwnedParts owned;
  private final TierHealth health;
  private final Writes writes;
  private final Outboxes outboxes;
  private final WriteQueues queues;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final BooleanSupplier isClosed = closed::get;

  Engine(
      LoaderRegistry registry,
      RegisteredEntities entities,
      RelationRegistry relations,
      ComputationRegistry computations,
      TwofoldSettings settings,
      @Nullable DistributedTier distributed,
      NearCaches near,
      SharedLoads loads,
      LoadQueue refreshes,
      WriteThrough through,
      Pause pause,
      TierHealth health,
      Writes writes,
      Outboxes outboxes,
      EngineWarmups warmups,
      WriteQueues queues,
      OwnedParts owned) {
    this.registry = registry;
    this.entities = entities;
    this.relations = relations;
    this.computations = computations;
    this.settings = settings;
    this.distributed = distributed;
    this.near = near;
    this.loads = loads;
    this.pause = pause;
    this.fillQueue = FillQueue.of(settings.fills());
    this.health = health;
    this.writes = writes;
    this.outboxes = outboxes;
    this.warmups = warmups;
    this.queues = queues;
    this.owned = owned;
    this.refreshes = refreshes;
    this.through = through;
    refreshes.begin(
        new RefreshWorker(
            settings, distributed, near, loads, health, writes.undelivered(), this::openAside));
    through.begin(this::openAside);
  }

  /** Begins to warm, and to write what waits in queues. */
  Engine begin() {
    queues.start();
    warmups.begin(this::openAside);
    return this;
  }

  /** Opens a scope for work that nobody has asked for, and that nothing is learned from. */
  private RequestScope openAside(ParameterValues parameters) {
    return scope(parameters, ReadObserver.NONE).opened();
  }

  @Override
  public LoadScope open(ParameterValues parameters) {
    return scope(parameters, warmups.ofRequest()).opened();
  }

  @Override
  public LoadScope openUnbound(ParameterValues parameters) {
    return scope(parameters, warmups.ofRequest());
  }

  private RequestScope scope(ParameterValues parameters, ReadObserver observer) {
    if (closed.get()) {
      throw new IllegalStateException("the engine is closed; no scope can be opened any more");
    }
    return new RequestScope(
        registry,
        entities,
        relations,
        computations,
        suggestions,
        settings,
        distributed,
        near,
        pause,
        fillQueue,
        loads,
        health,
        writes,
        isClosed,
        observer,
        requireNonNull(parameters, "parameters"));
  }

  @Override
  public Invalidator invalidator() {
    return invalidator(ParameterValues.none());
  }

  @Override
  public Invalidator invalidator(ParameterValues tenants) {
    return writes.invalidator(registry, requireNonNull(tenants, "tenants"));
  }

  @Override
  public Warmups warmups() {
    return warmups;
  }

  @Override
  public <K, V> WriteQueue<K, V> queue(WriteBehind<K, V> definition) {
    return queues.require(requireNonNull(definition, "definition"));
  }

  @Override
  public EngineStats stats() {
    return writes.stats(
        near.isListening(), outboxes.stats(), circuits(), refreshes.stats(), through.stats());
  }

  private Map<String, CircuitStats> circuits() {
    Map<String, CircuitStats> circuits = new HashMap<>(loads.health().stats());
    CircuitStats ofNear = near.circuitStats();
    if (ofNear != null) {
      circuits.put(NearCaches.NEAR, ofNear);
    }
    if (distributed != null) {
      circuits.put(TierHealth.DISTRIBUTED, health.stats());
      distributed.circuits().forEach((part, stats) -> circuits.put(TierHealth.ofPart(part), stats));
    }
    return circuits;
  }

  @Override
  public TwofoldSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    // While they can still open scopes; writers of queues first, whose commits may load something.
    queues.close();
    refreshes.close(settings.distributedBudget());
    through.close(settings.distributedBudget());
    if (closed.compareAndSet(false, true)) {
      boolean othersKnow = false;
      try {
        warmups.close(); // or it would count what is closed below it as failures
        outboxes.stop(); // or a delivery may begin after the wait for those on their way
        writes.close();
        outboxes.close();
        othersKnow = !writes.hasDebts();
        if (distributed != null && !othersKnow) {
          distributed.abandon();
        }
      } finally {
        fillQueue.close(settings.distributedBudget());
        if (othersKnow) {
          near.leave();
        }
        owned.close();
      }
    }
  }
}
