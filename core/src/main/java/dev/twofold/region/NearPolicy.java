package dev.twofold.region;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;

/**
 * What a region keeps in the near tier.
 *
 * @param entries how many entries the heap has at most; zero: the region is not in the near tier;
 *     default 10,000
 * @param timeToLive how long an entry stays at most; never longer than its entry in the distributed
 *     tier; default 10 minutes
 * @param offHeapBytes how much memory outside of the heap keeps encoded values below it; zero, the
 *     default: none
 * @param diskBytes how much of a disk keeps encoded values below that; zero, the default: none
 * @param grace how long a value is kept beyond its time, to be answered if its load fails, never
 *     after an invalidation; zero, the default: not at all. Refused where the region is strict
 */
public record NearPolicy(
    int entries, Duration timeToLive, long offHeapBytes, long diskBytes, Duration grace) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3650);

  /** The policy of regions that the settings do not name. */
  public static final NearPolicy DEFAULT = new NearPolicy(10_000, Duration.ofMinutes(10), 0, 0);

  /** Nothing is kept in the near tier. */
  public static final NearPolicy OFF = new NearPolicy(0, Duration.ofMinutes(10), 0, 0);

  /** A policy without grace. */
  public NearPolicy(int entries, Duration timeToLive, long offHeapBytes, long diskBytes) {
    this(entries, timeToLive, offHeapBytes, diskBytes, Duration.ZERO);
  }

  public NearPolicy {
    requireNonNull(timeToLive, "timeToLive");
    requireNonNull(grace, "grace");
    check(entries >= 0, "near.entries", entries, "zero (off) or more");
    check(
        timeToLive.compareTo(SHORTEST) >= 0 && timeToLive.compareTo(LONGEST) <= 0,
        "near.timeToLive",
        timeToLive,
        "1 millisecond to 3650 days");
    check(offHeapBytes >= 0, "near.offHeapBytes", offHeapBytes, "zero (off) or more");
    check(diskBytes >= 0, "near.diskBytes", diskBytes, "zero (off) or more");
    check(
        !grace.isNegative() && grace.compareTo(LONGEST) <= 0,
        "near.grace",
        grace,
        "zero (expired values are never answered) to 3650 days");
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "region setting '%s' is %s; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** This policy with another number of entries. */
  public NearPolicy withEntries(int other) {
    return new NearPolicy(other, timeToLive, offHeapBytes, diskBytes, grace);
  }

  /** This policy with another time to live. */
  public NearPolicy withTimeToLive(Duration other) {
    return new NearPolicy(entries, other, offHeapBytes, diskBytes, grace);
  }

  /** This policy with another size outside of the heap. */
  public NearPolicy withOffHeapBytes(long other) {
    return new NearPolicy(entries, timeToLive, other, diskBytes, grace);
  }

  /** This policy with another size on disk. */
  public NearPolicy withDiskBytes(long other) {
    return new NearPolicy(entries, timeToLive, offHeapBytes, other, grace);
  }

  /** This policy with another grace. */
  public NearPolicy withGrace(Duration other) {
    return new NearPolicy(entries, timeToLive, offHeapBytes, diskBytes, other);
  }

  /** Whether entries are kept at all. */
  public boolean isOn() {
    return entries > 0;
  }
}
