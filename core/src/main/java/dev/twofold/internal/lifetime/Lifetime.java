package dev.twofold.internal.lifetime;

import dev.twofold.key.ParameterValues;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the entries of one loader live, and how long before its end an entry that is read is
 * loaded again. Everything is elapsed time: no clock that can be set is asked. Thread-safe.
 *
 * <p><b>Adaptive.</b> What an entry is worth is the time that loads would have taken in one time to
 * live if it had not been there: reads in the last one, times what a load takes for each key. An
 * entry that is worth {@link #USUAL_WORTH} has the time to live of its region, and others {@code
 * timeToLive * sqrt(worth / USUAL_WORTH)}, within the bounds of the region. From {@link #TIGHT} on
 * the fuller the tier is, the nearer to the shortest.
 *
 * <p><b>Near entries.</b> Where entries are refreshed ahead, what the near tier keeps ends when
 * that may begin: only the distributed tier knows whether another node has done it. Until it is
 * done, near entries are short, so that not each request asks below.
 */
public final class Lifetime {

  private static final double USUAL_WORTH = 10_000_000; // nanoseconds
  private static final double TIGHT = 0.8;

  /** A load that takes less counts as this: the distributed tier counts in milliseconds. */
  private static final double SHORTEST_LOAD = 1_000_000;

  /** How often near entries ask below while an entry may be refreshed. */
  private static final int LOOKS = 8;

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final RegionPolicy policy;
  private final LifetimePolicy bending;
  private final boolean distributed;
  private final double shortest;
  private final double longest;
  private final LoadCost cost = new LoadCost();

  /** Null: the policy is not adaptive. */
  private final @Nullable ReadCounts reads;

  private final DoubleSupplier fullness;
  private final DoubleSupplier random;

  Lifetime(
      RegionPolicy policy,
      boolean distributed,
      @Nullable ReadCounts reads,
      DoubleSupplier fullness,
      DoubleSupplier random) {
    this.policy = policy;
    this.bending = policy.lifetime();
    this.distributed = distributed;
    this.reads = reads;
    this.fullness = fullness;
    this.random = random;
    this.shortest = orTimeToLive(bending.shortest());
    this.longest = orTimeToLive(bending.longest());
  }

  private double orTimeToLive(Duration bound) {
    return bound.isZero() ? policy.timeToLive().toNanos() : bound.toNanos();
  }

  /** A request has read the value of a key below its own store. */
  public void read(ParameterValues parameters, Object key) {
    if (reads != null) {
      reads.add(hash(parameters, key));
    }
  }

  private static int hash(ParameterValues parameters, Object key) {
    return 31 * parameters.hashCode() + key.hashCode();
  }

  /**
   * A load has ended.
   *
   * @param keys how many it was asked for, at least 1
   */
  public void loaded(long nanos, int keys) {
    cost.took(nanos, keys);
  }

  /** How long the value of a key lives that is put now, without jitter. */
  public Duration timeToLive(ParameterValues parameters, Object key) {
    return reads == null || cost.ofKey() == 0
        ? policy.timeToLive()
        : adapted(Math.max(1, reads.of(hash(parameters, key))) * cost.ofKey());
  }

  private Duration adapted(double worth) {
    double wanted = policy.timeToLive().toNanos() * Math.sqrt(worth / USUAL_WORTH);
    double bounded = Math.max(shortest, Math.min(longest, wanted));
    double tightness = Math.max(0, Math.min(1, (fullness.getAsDouble() - TIGHT) / (1 - TIGHT)));
    return Duration.ofNanos(Math.round(bounded - (bounded - shortest) * tightness));
  }

  /** Whether entries are loaded again before they end. */
  public boolean refreshes() {
    return bending.refreshes();
  }

  /** Whether one node of all refreshes an entry. */
  public boolean isCoordinated() {
    return distributed && bending.refreshAhead() > 0;
  }

  /**
   * How long before its end the value of a key is loaded again, where the distributed tier was
   * asked. Another answer each time where chance decides.
   */
  public Duration window(ParameterValues parameters, Object key) {
    return bending.earlyExpiration() > 0 ? byChance() : ahead(timeToLive(parameters, key));
  }

  /** As above, where the near tier was asked; zero: it does not know enough. */
  public Duration windowInNear(ParameterValues parameters, Object key) {
    if (bending.earlyExpiration() > 0) {
      return byChance();
    }
    Duration lives = timeToLive(parameters, key);
    Duration inNear = policy.near().timeToLive();
    return distributed ? Duration.ZERO : ahead(lives.compareTo(inNear) < 0 ? lives : inNear);
  }

  private Duration ahead(Duration lives) {
    return Duration.ofNanos(Math.round(lives.toNanos() * (1 - bending.refreshAhead())));
  }

  /** XFetch (Vattani, Chierichetti, Lowenstein 2015): delta * beta * -ln(random). */
  private Duration byChance() {
    double load = Math.max(SHORTEST_LOAD, cost.ofLoad());
    double early = load * bending.earlyExpiration() * -Math.log(1 - random.getAsDouble());
    return Duration.ofNanos(Math.round(early));
  }

  /**
   * How long the near tier may keep the value of a key.
   *
   * @param remaining how long the tier below keeps it
   */
  public Duration inNear(Duration remaining, ParameterValues parameters, Object key) {
    if (!isCoordinated()) {
      return remaining;
    }
    Duration window = ahead(timeToLive(parameters, key));
    if (remaining.compareTo(window) > 0) {
      return remaining.minus(window);
    }
    Duration look = window.dividedBy(LOOKS);
    Duration brief = look.compareTo(SHORTEST) > 0 ? look : SHORTEST;
    return brief.compareTo(remaining) < 0 ? brief : remaining;
  }
}
