package dev.twofold.internal.lifetime;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Makes the {@link Lifetime}s of loaders, of policies that fit together. Thread-safe. */
public final class Lifetimes {

  private final boolean distributed;
  private final DoubleSupplier fullness;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;

  /**
   * @param distributed whether there is a distributed tier
   * @param fullness how full it is, from 0 to 1
   * @param nanoTime as {@link System#nanoTime}
   * @param random evenly distributed from 0 to 1, without 1
   */
  public Lifetimes(
      boolean distributed, DoubleSupplier fullness, LongSupplier nanoTime, DoubleSupplier random) {
    this.distributed = distributed;
    this.fullness = fullness;
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /**
   * How long the entries of one loader live.
   *
   * @throws ConfigurationException if parts of the policy of its region exclude each other
   */
  public Lifetime of(String region, RegionPolicy policy) {
    check(region, policy);
    ReadCounts reads =
        policy.lifetime().isAdaptive()
            ? new ReadCounts(policy.timeToLive().toNanos(), nanoTime)
            : null;
    return new Lifetime(policy, distributed, reads, fullness, random);
  }

  private static void check(String region, RegionPolicy policy) {
    LifetimePolicy lifetime = policy.lifetime();
    double ahead = lifetime.refreshAhead();
    if (ahead > 0 && lifetime.earlyExpiration() > 0) {
      throw new ConfigurationException(
          ("region '%s' has refreshAhead %s and earlyExpiration %s; allowed: one of them, because"
                  + " both load entries again before they end")
              .formatted(region, ahead, lifetime.earlyExpiration()));
    }
    if (ahead > 0 && ahead <= policy.jitter()) {
      throw new ConfigurationException(
          ("region '%s' has refreshAhead %s and jitter %s; allowed: a refreshAhead above the"
                  + " jitter, or entries would be loaded again as soon as they are read")
              .formatted(region, ahead, policy.jitter()));
    }
    Duration timeToLive = policy.timeToLive();
    if (lifetime.shortest().compareTo(timeToLive) > 0
        || (!lifetime.longest().isZero() && lifetime.longest().compareTo(timeToLive) < 0)) {
      throw new ConfigurationException(
          ("region '%s' has shortestTimeToLive %s, timeToLive %s and longestTimeToLive %s;"
                  + " allowed: in this order")
              .formatted(region, lifetime.shortest(), timeToLive, lifetime.longest()));
    }
  }
}
