package dev.twofold.internal.near;

import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearTier;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The near caches of all regions: which entries count, and what drops them. A hit asks nobody: what
 * other nodes invalidate is heard through the distributed tier, and as long as nothing can be heard
 * the caches are trusted for a short time only. A tier that fails or hesitates is left out for a
 * while. Thread-safe.
 */
public final class NearCaches implements TierListener {

  /** The name of the circuit. */
  public static final String NEAR = "near";

  private static final Logger LOG = LoggerFactory.getLogger(NearCaches.class);

  /** What is known of other nodes. */
  private sealed interface Hearing {}

  private enum Fine implements Hearing {
    FINE
  }

  private record Deaf(long since) implements Hearing {}

  private final Vintages vintages = new Vintages();
  private final Map<String, NearCache> regions = new ConcurrentHashMap<>();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final @Nullable NearTier tier;
  private final @Nullable DistributedTier distributed;
  private final Circuit circuit;
  private final LongSupplier nanoTime;
  private final long budget;
  private final long outage;
  private volatile Hearing hearing;

  /**
   * @param tier keeps the entries; null: none are kept
   * @param distributed through which other nodes are heard; null: there are none
   * @param circuit leaves the tier out
   * @param budget how long the tier may take in one wave
   * @param outage how long entries count while other nodes cannot be heard
   * @param nanoTime as {@link System#nanoTime}
   */
  public NearCaches(
      @Nullable NearTier tier,
      @Nullable DistributedTier distributed,
      Circuit circuit,
      Duration budget,
      Duration outage,
      LongSupplier nanoTime) {
    this.tier = tier;
    this.distributed = distributed;
    this.circuit = circuit;
    this.budget = budget.toNanos();
    this.outage = outage.toNanos();
    this.nanoTime = nanoTime;
    this.hearing = distributed == null ? Fine.FINE : new Deaf(nanoTime.getAsLong());
  }

  /**
   * The near cache of a region, opened when first asked for; null if the region has none.
   *
   * @throws ConfigurationException if the tier cannot keep what the policy wants, or a strict
   *     region has a grace
   */
  public @Nullable NearCache open(String region, RegionPolicy policy) {
    NearTier target = tier;
    boolean strict = policy.consistency() == Consistency.STRICT;
    if (strict && !policy.near().grace().isZero()) {
      throw new ConfigurationException(
          ("region '%s' is strict and has near.grace %s; allowed: zero, because a strict region has"
                  + " nothing in the near tier that could be answered when a load fails")
              .formatted(region, policy.near().grace()));
    }
    if (target == null || strict || !policy.near().isOn()) {
      return null;
    }
    return regions.computeIfAbsent(
        region,
        name ->
            new NearCache(
                this,
                target.open(name, policy.near()),
                policy.near(),
                distributed == null && policy.holdOff().isZero()));
  }

  /**
   * Leaves out what fails or hesitates. A look into the near tier asks it for permission, and tells
   * it what came of it.
   */
  public Circuit circuit() {
    return circuit;
  }

  /** What the circuit has done; null if there is no near tier. */
  public @Nullable CircuitStats circuitStats() {
    return tier == null ? null : circuit.stats();
  }

  /** How long the tier may take in one wave, in nanoseconds. */
  public long budget() {
    return budget;
  }

  /** The vintage of what is read from now on. */
  public long capture() {
    return vintages.capture();
  }

  /** The time that deadlines are compared with. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Whether other nodes are heard, as far as there are any. */
  public boolean isListening() {
    return !(hearing instanceof Deaf);
  }

  boolean areTrusted(long now) {
    return !(hearing instanceof Deaf deaf) || now - deaf.since() <= outage;
  }

  boolean counts(NearKey key, NearEntry entry) {
    return vintages.counts(key.group().base(), entry);
  }

  /** The partition of an entry; 0 where there are none. */
  int partition(TierKey name) {
    DistributedTier partitioned = distributed;
    return partitioned == null ? 0 : partitioned.partition(name.group().loader(), name.id());
  }

  /** Says once that a region fails: a cache must not fail a page. */
  public void failed(RuntimeException reason) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn("The near tier fails, which counts as a miss. Said once.", reason);
    }
  }

  /** Drops what became stale, and what was read before and is put later. */
  @Override
  public void invalidated(Invalidation stale) {
    for (StaleKey key : stale.keys()) {
      // In all: to a node of another version the loader may belong to another region.
      long mark = vintages.next();
      regions.values().forEach(region -> region.markKey(key, mark));
    }
    for (String name : stale.regions()) {
      NearCache region = regions.get(name);
      if (region != null) {
        region.markEverything(vintages.next());
      }
    }
    vintages.markNames(stale);
  }

  @Override
  public void missed(int partition) {
    DistributedTier partitioned = distributed;
    if (partitioned != null) {
      vintages.markPartition(partition, partitioned.partitions());
    }
  }

  @Override
  public synchronized void listening(boolean listening) {
    boolean deaf = hearing instanceof Deaf;
    if (listening && deaf) {
      // What was read while nobody could be heard may have become stale unheard.
      vintages.markEverything();
      hearing = Fine.FINE;
    } else if (!listening && !deaf) {
      hearing = new Deaf(nanoTime.getAsLong());
    }
  }
}
