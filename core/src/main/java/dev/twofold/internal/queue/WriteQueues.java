package dev.twofold.internal.queue;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.read.Pause;
import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.DistributedTier;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The queues of an engine, by name. Thread-safe once they are started. */
public final class WriteQueues implements AutoCloseable {

  /** Nobody waits for it, and a batch may be large. */
  private static final Duration BACKGROUND_BUDGET = Duration.ofSeconds(2);

  private final String node = UUID.randomUUID().toString();
  private final TwofoldSettings settings;
  private final @Nullable QueueStore store;
  private final CircuitLog circuits;
  private final Pause pause;
  private final Map<String, EngineQueue<?, ?>> byName = new LinkedHashMap<>();

  public WriteQueues(
      TwofoldSettings settings,
      @Nullable DistributedTier distributed,
      CircuitLog circuits,
      Pause pause) {
    this.settings = settings;
    this.store = distributed == null ? null : distributed.queues(settings.application());
    this.circuits = circuits;
    this.pause = pause;
  }

  /**
   * Adds a queue.
   *
   * @param afterwards makes stale what a batch has written
   * @throws ConfigurationException if it cannot work
   */
  public <K, V> void add(WriteBehind<K, V> definition, Consumer<WriteBatch<K, V>> afterwards) {
    String name = definition.name();
    if (store == null) {
      throw new ConfigurationException(
          "queue '%s' needs a distributed tier that keeps queues; add a RedissonTier"
              .formatted(name));
    }
    if (byName.containsKey(name)) {
      throw new ConfigurationException(
          "two queues have the name '%s'; give one of them another".formatted(name));
    }
    definition.writer().check();
    QueuePolicy policy = definition.policy().apply(settings.queue());
    QueueSetup<K, V> setup =
        new QueueSetup<>(
            definition,
            policy,
            QueueFormat.of(definition),
            store,
            new QueuePartitions(store, name, policy, circuits.clock()),
            afterwards,
            new QueueCounters(),
            new QueueHealth(name));
    byName.put(name, queue(setup));
  }

  private <K, V> EngineQueue<K, V> queue(QueueSetup<K, V> setup) {
    Duration budget = settings.distributedBudget();
    Duration background = budget.compareTo(BACKGROUND_BUDGET) > 0 ? budget : BACKGROUND_BUDGET;
    return new EngineQueue<>(
        setup,
        new Appender<>(
            setup,
            circuits.circuit(
                "queue " + setup.name(),
                settings.breaker().within(budget),
                "Writes are written at once or refused"),
            budget,
            pause,
            circuits.clock()),
        new QueueWorker(
            setup.name(),
            new QueueConsumer<>(setup, node, background, circuits.clock()),
            setup.policy().interval()),
        background,
        pause);
  }

  public void start() {
    byName.values().forEach(EngineQueue::start);
  }

  /**
   * The queue of a definition.
   *
   * @throws IllegalArgumentException if the engine does not have it
   */
  @SuppressWarnings("unchecked") // the types are those of the definition
  public <K, V> WriteQueue<K, V> require(WriteBehind<K, V> definition) {
    EngineQueue<?, ?> queue = byName.get(definition.name());
    if (queue == null || !queue.definition().equals(definition)) {
      throw new IllegalArgumentException(
          "the engine has not been given this queue '%s'; its queues: %s"
              .formatted(definition.name(), byName.keySet()));
    }
    return (EngineQueue<K, V>) queue;
  }

  /** Has all queues write what this node owns, side by side, each within its time. */
  @Override
  public void close() {
    byName.values().forEach(EngineQueue::stop);
    byName.values().forEach(EngineQueue::join);
  }
}
