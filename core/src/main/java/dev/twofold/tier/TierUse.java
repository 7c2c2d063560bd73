package dev.twofold.tier;

import static java.util.Objects.requireNonNull;

import dev.twofold.settings.BreakerPolicy;
import java.time.Duration;
import java.util.function.Function;

/**
 * How an engine uses a distributed tier.
 *
 * @param application whose entries they are; several may share a server
 * @param longestLease how long a right to fill lasts at most: longer than the longest load
 * @param leases how long one lasts that is given now, by what it is for; asked with each look-up
 * @param quarantine how long nothing of strict regions and of those with a hold-off may be filled
 *     once the tier has lost what it knew of announcements: the longest bracket and hold-off
 * @param longestTimeToLive of any entry
 * @param breaker when a part of the tier is left out
 */
public record TierUse(
    String application,
    Duration longestLease,
    Function<EntryGroup, Duration> leases,
    Duration quarantine,
    Duration longestTimeToLive,
    BreakerPolicy breaker) {
  public TierUse {
    requireNonNull(application, "application");
    requireNonNull(longestLease, "longestLease");
    requireNonNull(leases, "leases");
    requireNonNull(quarantine, "quarantine");
    requireNonNull(longestTimeToLive, "longestTimeToLive");
    requireNonNull(breaker, "breaker");
  }

  /** With leases of one length, and a breaker for trips of 200 milliseconds at most. */
  public TierUse(
      String application, Duration lease, Duration quarantine, Duration longestTimeToLive) {
    this(
        application,
        lease,
        group -> lease,
        quarantine,
        longestTimeToLive,
        BreakerPolicy.DEFAULT.within(Duration.ofMillis(200)));
  }

  /** How long a right to fill an entry lasts that is given now. */
  public Duration lease(EntryGroup group) {
    Duration wanted = leases.apply(group);
    return wanted.compareTo(longestLease) < 0 ? wanted : longestLease;
  }
}
