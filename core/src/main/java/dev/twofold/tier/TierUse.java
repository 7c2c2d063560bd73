package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.settings.BreakerPolicy;
import java.time.Duration;

/**
 * How an engine uses a distributed tier.
 *
 * @param application whose entries they are; several may share a server
 * @param lease how long a right to fill lasts: longer than the longest load
 * @param quarantine how long nothing of strict regions and of those with a hold-off may be filled
 *     once the tier has lost what it knew of announcements: the longest bracket and hold-off
 * @param longestTimeToLive of any entry
 * @param breaker when a part of the tier is left out
 */
public record TierUse(
    String application,
    Duration lease,
    Duration quarantine,
    Duration longestTimeToLive,
    BreakerPolicy breaker) {
  public TierUse {
    requireNonNull(application, "application");
    requireNonNull(lease, "lease");
    requireNonNull(quarantine, "quarantine");
    requireNonNull(longestTimeToLive, "longestTimeToLive");
    requireNonNull(breaker, "breaker");
  }

  /** With the default breaker. */
  public TierUse(
      String application, Duration lease, Duration quarantine, Duration longestTimeToLive) {
    this(application, lease, quarantine, longestTimeToLive, BreakerPolicy.DEFAULT);
  }
}
