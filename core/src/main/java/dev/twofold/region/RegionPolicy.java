package dev.twofold.region;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long the entries of a region live, and how large they may be.
 *
 * @param timeToLive how long a value stays in the distributed tier; default 10 minutes
 * @param negativeTimeToLive how long it is remembered there that a key has no value; zero: not at
 *     all; default 30 seconds
 * @param jitter the share of the time to live by which it is shortened at random, so that entries
 *     filled together do not expire together; 0 to 0.5, default 0.1
 * @param maximumValueBytes values that encode to more, before they are compressed, stay out of the
 *     distributed tier; default 1 MiB
 * @param consistency what the region prefers when Redis and a write get in each other's way;
 *     default {@link Consistency#AVAILABLE}
 * @param holdOff how long after an invalidation nothing is filled: the longest that a replica of
 *     the database may lag behind; zero, the default, where loads read the primary
 * @param near what the near tier keeps; ignored where the region is strict
 * @param compression which values are compressed; default none
 * @param lifetime what happens before entries end, and how far what is measured bends their time
 * @param writes what becomes of entries that a transaction has made stale; default {@link
 *     WriteMode#INVALIDATE}; {@link WriteMode#THROUGH} not together with a hold-off
 */
public record RegionPolicy(
    Duration timeToLive,
    Duration negativeTimeToLive,
    double jitter,
    int maximumValueBytes,
    Consistency consistency,
    Duration holdOff,
    NearPolicy near,
    CompressionPolicy compression,
    LifetimePolicy lifetime,
    WriteMode writes) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Duration LONGEST_HOLD_OFF = Duration.ofHours(1);

  /** The policy of regions that the settings do not name. */
  public static final RegionPolicy DEFAULT =
      new RegionPolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), 0.1, 1 << 20);

  /** A policy of an available region with everything else at its default. */
  public RegionPolicy(
      Duration timeToLive, Duration negativeTimeToLive, double jitter, int maximumValueBytes) {
    this(
        timeToLive,
        negativeTimeToLive,
        jitter,
        maximumValueBytes,
        Consistency.AVAILABLE,
        Duration.ZERO,
        NearPolicy.DEFAULT,
        CompressionPolicy.DEFAULT,
        LifetimePolicy.DEFAULT,
        WriteMode.INVALIDATE);
  }

  public RegionPolicy {
    requireNonNull(timeToLive, "timeToLive");
    requireNonNull(negativeTimeToLive, "negativeTimeToLive");
    check(
        timeToLive.compareTo(SHORTEST) >= 0 && timeToLive.compareTo(LONGEST) <= 0,
        "timeToLive",
        timeToLive,
        "1 millisecond to 3650 days");
    check(
        !negativeTimeToLive.isNegative() && negativeTimeToLive.compareTo(LONGEST) <= 0,
        "negativeTimeToLive",
        negativeTimeToLive,
        "zero (absence is not remembered) to 3650 days");
    check(jitter >= 0 && jitter <= 0.5, "jitter", jitter, "0 to 0.5");
    check(maximumValueBytes > 0, "maximumValueBytes", maximumValueBytes, "1 or more");
    requireNonNull(consistency, "consistency");
    requireNonNull(holdOff, "holdOff");
    requireNonNull(near, "near");
    requireNonNull(compression, "compression");
    requireNonNull(lifetime, "lifetime");
    requireNonNull(writes, "writes");
    check(
        !holdOff.isNegative() && holdOff.compareTo(LONGEST_HOLD_OFF) <= 0,
        "holdOff",
        holdOff,
        "zero (loads read the primary) to 1 hour");
    check(
        writes == WriteMode.INVALIDATE || holdOff.isZero(),
        "writes",
        writes,
        "INVALIDATE, because the region has a hold-off and nothing is filled after a write");
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "region setting '%s' is %s; allowed: %s".formatted(key, value, allowed));
    }
  }

  private RegionPolicy with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.policy();
  }

  /** This policy with another time to live. */
  public RegionPolicy withTimeToLive(Duration other) {
    return with(draft -> draft.timeToLive = other);
  }

  /** This policy with another time to live of absence. */
  public RegionPolicy withNegativeTimeToLive(Duration other) {
    return with(draft -> draft.negativeTimeToLive = other);
  }

  /** This policy with another jitter. */
  public RegionPolicy withJitter(double other) {
    return with(draft -> draft.jitter = other);
  }

  /** This policy with another limit for the size of a value. */
  public RegionPolicy withMaximumValueBytes(int other) {
    return with(draft -> draft.maximumValueBytes = other);
  }

  /** This policy with another consistency. */
  public RegionPolicy withConsistency(Consistency other) {
    return with(draft -> draft.consistency = other);
  }

  /** This policy with another hold-off. */
  public RegionPolicy withHoldOff(Duration other) {
    return with(draft -> draft.holdOff = other);
  }

  /** This policy with something else kept in the near tier. */
  public RegionPolicy withNear(NearPolicy other) {
    return with(draft -> draft.near = other);
  }

  /** This policy with another compression. */
  public RegionPolicy withCompression(CompressionPolicy other) {
    return with(draft -> draft.compression = other);
  }

  /** This policy with other lifetimes. */
  public RegionPolicy withLifetime(LifetimePolicy other) {
    return with(draft -> draft.lifetime = other);
  }

  /** This policy with another mode of writes. */
  public RegionPolicy withWrites(WriteMode other) {
    return with(draft -> draft.writes = other);
  }

  /** A policy that is being changed: what a copy of a record with one other component needs. */
  private static final class Draft {
    private Duration timeToLive;
    private Duration negativeTimeToLive;
    private double jitter;
    private int maximumValueBytes;
    private Consistency consistency;
    private Duration holdOff;
    private NearPolicy near;
    private CompressionPolicy compression;
    private LifetimePolicy lifetime;
    private WriteMode writes;

    Draft(RegionPolicy policy) {
      timeToLive = policy.timeToLive;
      negativeTimeToLive = policy.negativeTimeToLive;
      jitter = policy.jitter;
      maximumValueBytes = policy.maximumValueBytes;
      consistency = policy.consistency;
      holdOff = policy.holdOff;
      near = policy.near;
      compression = policy.compression;
      lifetime = policy.lifetime;
      writes = policy.writes;
    }

    RegionPolicy policy() {
      return new RegionPolicy(
          timeToLive,
          negativeTimeToLive,
          jitter,
          maximumValueBytes,
          consistency,
          holdOff,
          near,
          compression,
          lifetime,
          writes);
    }
  }
}
