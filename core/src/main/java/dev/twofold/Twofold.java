package dev.twofold;

import dev.twofold.computation.Computation;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.Loader;
import dev.twofold.resilience.CircuitObserver;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.EngineStats;
import dev.twofold.tier.Database;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.near.NearTier;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupObserver;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.Warmups;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;

/**
 * The engine: tiers, databases, regions and loaders of an application. Built once at start; refuses
 * what cannot work, naming it. Thread-safe.
 *
 * <pre>{@code
 * Twofold twofold = Twofold.builder()
 *     .database(HibernateDatabase.of(sessionFactory))
 *     .distributed(RedissonTier.of(redisson))
 *     .register(new StoryLoader(), new UserLoader())
 *     .build();
 *
 * try (LoadScope scope = twofold.open()) {
 *   scope.findAll(StoryLoader.class, List.of(1L, 2L, 3L)).inOrder();
 * }
 * }</pre>
 */
public interface Twofold extends AutoCloseable {

  /** A builder without tiers and loaders. */
  static Builder builder() {
    return new EngineBuilder();
  }

  /** Opens a scope and binds it to this thread until it is closed. */
  default LoadScope open() {
    return open(ParameterValues.none());
  }

  /** Opens a scope in which a parameter has a value, and binds it to this thread. */
  default <T> LoadScope open(Parameter<T> parameter, T value) {
    return open(ParameterValues.of(parameter, value));
  }

  /** Opens a scope in which parameters have values, and binds it to this thread. */
  LoadScope open(ParameterValues parameters);

  /**
   * Opens a scope without binding it to a thread, for frameworks that move a request between
   * threads. It may be closed on any thread.
   */
  LoadScope openUnbound(ParameterValues parameters);

  /** Declares values stale that others write; loaders with a tenant only as a whole. */
  Invalidator invalidator();

  /**
   * Declares values stale that others write.
   *
   * @param tenants names the tenant under which keys of loaders with one are stale
   */
  Invalidator invalidator(ParameterValues tenants);

  /** The warm-up plans: how far they have got, and how to start and stop them. */
  Warmups warmups();

  /**
   * A queue in which writes wait for the database.
   *
   * @param definition as it was given to the builder
   * @throws IllegalArgumentException if it was not
   */
  <K, V> WriteQueue<K, V> queue(WriteBehind<K, V> definition);

  /** What the engine has done so far, beyond single requests. Valid after it is closed, too. */
  EngineStats stats();

  /** The settings that the engine was built with. */
  TwofoldSettings settings();

  /**
   * Has the queues written that this node owns, as long as their policies say, and leaves the rest
   * to other nodes; stops warming, which may take up to a second if a batch is being read; waits up
   * to a second for commits that are telling what became stale, tries once more to tell the
   * distributed tier what it could not be told before, then closes the tiers and databases that
   * Twofold opened itself. Scopes that are open can no longer load. Repeated calls do nothing.
   *
   * <p>A transaction that has written should end before. If one is open, the other nodes treat this
   * one as one that died, and after a while renew what it may leave stale. What is committed after
   * that can be told to nobody: it is logged, counted in {@link EngineStats#queued}, and old at the
   * other nodes until it expires.
   */
  @Override
  void close();

  /** Collects the parts of an engine; lives for one statement. Not thread-safe. */
  interface Builder {

    /**
     * Adds a database; loaders choose it by its name.
     *
     * @throws dev.twofold.error.ConfigurationException if there is one of that name
     */
    Builder database(Database database);

    /**
     * Sets the tier that the nodes share. Default: none.
     *
     * @throws dev.twofold.error.ConfigurationException if there is one
     */
    Builder distributed(DistributedTier tier);

    /**
     * Sets the tier inside the process, between requests and the distributed tier. Default: none.
     *
     * @throws dev.twofold.error.ConfigurationException if there is one
     */
    Builder near(NearTier tier);

    /**
     * Sets the settings. Default: {@link TwofoldSettings#defaults}.
     *
     * @throws dev.twofold.error.ConfigurationException if they are set
     */
    Builder settings(TwofoldSettings settings);

    /** Adds an observer of invalidations. Default: none. */
    Builder observe(InvalidationObserver observer);

    /** Adds an observer of what is left out and used again. Default: none. */
    Builder observeCircuits(CircuitObserver observer);

    /** Adds loaders. */
    Builder register(Loader<?, ?>... loaders);

    /** Adds computations. */
    Builder computations(Computation<?, ?>... computations);

    /**
     * Adds a queue of writes for the database, whose writer makes stale what it writes, or writes
     * what is not cached.
     */
    Builder queue(WriteBehind<?, ?> queue);

    /**
     * Adds a queue of writes for the database. What a loader has under the keys of a batch is stale
     * once that is written: for writers that the engine does not see, as those by JDBC.
     *
     * @param loader one without tenant
     */
    <K> Builder queue(WriteBehind<K, ?> queue, Class<? extends Loader<K, ?>> loader);

    /**
     * Names classes that declare relations in static fields. Those of loaders, and of the records
     * and other values that loaders load, are found without.
     */
    Builder relations(Class<?>... declaringClasses);

    /**
     * Adds plans that warm the tiers.
     *
     * @throws dev.twofold.error.ConfigurationException if two have the same name
     */
    Builder warmUp(WarmupPlan<?>... plans);

    /** Declares what is read in the background once something else was loaded. Default: nothing. */
    Builder warmRelated(RelatedWarmup<?, ?>... related);

    /** Adds an observer of warm-ups. Default: none. */
    Builder observeWarmups(WarmupObserver observer);

    /**
     * Checks everything and builds the engine. If it cannot, whatever was given and would be closed
     * by the engine is closed.
     *
     * @throws dev.twofold.error.ConfigurationException naming what cannot work
     */
    Twofold build();
  }
}
