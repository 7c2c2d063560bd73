package dev.twofold.internal.near;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.near.KeptState.KeptRegion;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.Restart;
import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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

  private final Vintages vintages;
  private final Map<String, RegionPolicy> kept = new ConcurrentHashMap<>();
  private final Map<String, NearCache> regions = new ConcurrentHashMap<>();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final @Nullable NearTier tier;
  private final @Nullable DistributedTier distributed;
  private final Circuit circuit;
  private final LongSupplier nanoTime;
  private final long budget;
  private final long outage;
  private volatile Hearing hearing;

  /** How often something may have been missed. Written under the lock of this. */
  private volatile long gaps;

  /** Null: nobody would say what became stale while the process was down. */
  private final @Nullable Continuation continuation;

  /**
   * @param application whose entries they are
   * @param tier keeps the entries; null: none are kept
   * @param distributed through which other nodes are heard; null: there are none
   * @param circuit leaves the tier out
   * @param budget how long the tier may take in one wave
   * @param outage how long entries count while other nodes cannot be heard
   * @param nanoTime as {@link System#nanoTime}
   */
  public NearCaches(
      String application,
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
    this.continuation =
        tier == null || distributed == null
            ? null
            : new Continuation(tier.takeNote(), application, distributed.partitions(), nanoTime);
    this.vintages = continuation == null ? new Vintages() : continuation.vintages();
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
    return regions.computeIfAbsent(region, name -> open(target, name, policy));
  }

  private NearCache open(NearTier target, String name, RegionPolicy policy) {
    NearRegion region = target.open(name, policy.near());
    boolean keeps = policy.near().restart() == Restart.KEEP;
    if (keeps && continuation == null) {
      LOG.info(
          "Region '{}' has near.restart keep, but there is no distributed tier that could say what"
              + " became stale while the process was down: its disk begins empty",
          name);
    }
    NearCache cache =
        new NearCache(
            this,
            region,
            policy.near(),
            distributed == null && policy.holdOff().isZero(),
            keeps ? continuation : null);
    if (keeps) {
      resume(name, policy, region, cache);
    }
    return cache;
  }

  private void resume(String name, RegionPolicy policy, NearRegion region, NearCache cache) {
    kept.put(name, policy);
    KeptRegion before = continuation == null ? null : continuation.region(name, policy.toString());
    if (before == null) {
      region.clear();
    } else {
      cache.resume(before);
    }
  }

  /**
   * Closes the tier, and leaves to the next run what it needs to go on with what is on disk. Not to
   * be called where other nodes were not told everything that became stale.
   */
  public void leave() {
    NearTier target = tier;
    DistributedTier followed = distributed;
    if (target == null
        || followed == null
        || continuation == null
        || kept.isEmpty()
        || !continuation.isOpen()) {
      return;
    }
    try {
      // First up to where everything was heard, and then all marks: too many do no harm.
      List<Moment> moments = followed.followed();
      Map<String, KeptRegion> marked = new HashMap<>();
      kept.forEach(
          (name, policy) ->
              marked.put(name, requireNonNull(regions.get(name)).marks(policy.toString())));
      byte[] note = continuation.note(moments, vintages.marks(), marked);
      if (note != null) {
        target.close(note);
      }
    } catch (RuntimeException e) {
      LOG.warn("What regions have on disk is not kept for the next start", e);
    }
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

  /**
   * Tells one moment from another between which invalidations of other nodes may have been missed.
   */
  public long gaps() {
    return gaps;
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
  public synchronized void missed(int partition) {
    gaps++;
    DistributedTier partitioned = distributed;
    Continuation beginning = beginning();
    if (beginning != null) {
      // Nothing of an earlier run counts yet, and its marks must not be overtaken by this.
      beginning.missed(partition);
      markUnkept();
    } else if (partitioned != null) {
      vintages.markPartition(partition, partitioned.partitions());
    }
  }

  @Override
  public synchronized void follows(int partition, Moment moment, Instant time, Duration age) {
    if (continuation != null) {
      continuation.follows(partition, moment, time, age);
    }
  }

  private void markUnkept() {
    for (NearCache region : regions.values()) {
      if (!region.isKept()) {
        region.markEverything(vintages.next());
      }
    }
  }

  @Override
  public synchronized void listening(boolean listening) {
    boolean deaf = hearing instanceof Deaf;
    if (listening && deaf) {
      // What was read while nobody could be heard may have become stale unheard.
      Continuation beginning = beginning();
      if (beginning == null) {
        vintages.markEverything();
      } else {
        begin(beginning);
      }
      hearing = Fine.FINE;
    } else if (!listening && !deaf) {
      gaps++;
      hearing = new Deaf(nanoTime.getAsLong());
    }
  }

  /** Null: no region waits for what the distributed tier says of an earlier run. */
  private @Nullable Continuation beginning() {
    return continuation == null || kept.isEmpty() || continuation.isOpen() ? null : continuation;
  }

  private void begin(Continuation beginning) {
    markUnkept();
    beginning
        .changed()
        .forEach(partition -> vintages.markPartition(partition, beginning.partitions()));
    beginning.open();
  }
}
