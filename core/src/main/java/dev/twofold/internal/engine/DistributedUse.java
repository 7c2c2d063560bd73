package dev.twofold.internal.engine;

import dev.twofold.internal.tiers.LoadTimes;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.TierUse;
import java.time.Duration;

/** What the settings mean for the distributed tier. */
final class DistributedUse {

  private DistributedUse() {}

  static BreakerPolicy breaker(TwofoldSettings settings) {
    return settings.breaker().within(settings.distributedBudget());
  }

  /** Longer than a load may take, or what slow loaders load would never be cached. */
  static Duration longestLease(TwofoldSettings settings) {
    return settings.databaseBudget().multipliedBy(2);
  }

  /**
   * What nobody knows of announcements that were lost is that none was longer than a commit may
   * take and then the longest hold-off.
   */
  static TierUse of(TwofoldSettings settings, LoadTimes times) {
    Duration holdOff = Duration.ZERO;
    Duration longest = RegionPolicy.DEFAULT.timeToLive();
    for (RegionPolicy policy : settings.regions().values()) {
      holdOff = longer(holdOff, policy.holdOff());
      longest = longer(longest, longer(policy.timeToLive(), policy.negativeTimeToLive()));
      longest = longer(longest, policy.lifetime().longest());
    }
    return new TierUse(
        settings.application(),
        longestLease(settings),
        group -> times.lease(group.base()),
        settings.commitLimit().plus(holdOff),
        longest,
        breaker(settings));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
