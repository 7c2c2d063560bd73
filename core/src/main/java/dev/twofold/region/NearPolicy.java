package dev.twofold.region;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import java.util.function.Consumer;

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
 * @param heapValueBytes values that encode to more, compressed where the region compresses, are not
 *     kept on the heap, only below it; not looked at where values are not encoded; default 1 MiB
 * @param diskValueBytes values that encode to more are not kept below the heap; zero, the default:
 *     a 32nd of the off-heap memory, or of the disk where there is none, which is also the most
 * @param restart what becomes of the disk when the process is started again; default {@link
 *     Restart#DROP}
 */
public record NearPolicy(
    int entries,
    Duration timeToLive,
    long offHeapBytes,
    long diskBytes,
    Duration grace,
    long heapValueBytes,
    long diskValueBytes,
    Restart restart) {

  /** Room for one value would cost too many others if it were larger than so small a part. */
  private static final int SHARES_OF_LARGEST = 32;

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

  /** A policy with default limits for single values, of which nothing is left at a restart. */
  public NearPolicy(
      int entries, Duration timeToLive, long offHeapBytes, long diskBytes, Duration grace) {
    this(entries, timeToLive, offHeapBytes, diskBytes, grace, 1 << 20, 0, Restart.DROP);
  }

  public NearPolicy {
    requireNonNull(timeToLive, "timeToLive");
    requireNonNull(grace, "grace");
    requireNonNull(restart, "restart");
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
    check(
        heapValueBytes >= 0,
        "near.heapValueBytes",
        heapValueBytes,
        "zero (values are kept below the heap only) or more");
    check(
        diskValueBytes >= 0,
        "near.diskValueBytes",
        diskValueBytes,
        "zero (a 32nd of the size) or more");
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "region setting '%s' is %s; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** This policy with another number of entries. */
  public NearPolicy withEntries(int other) {
    return with(draft -> draft.entries = other);
  }

  /** This policy with another time to live. */
  public NearPolicy withTimeToLive(Duration other) {
    return with(draft -> draft.timeToLive = other);
  }

  /** This policy with another size outside of the heap. */
  public NearPolicy withOffHeapBytes(long other) {
    return with(draft -> draft.offHeapBytes = other);
  }

  /** This policy with another size on disk. */
  public NearPolicy withDiskBytes(long other) {
    return with(draft -> draft.diskBytes = other);
  }

  /** This policy with another grace. */
  public NearPolicy withGrace(Duration other) {
    return with(draft -> draft.grace = other);
  }

  /** This policy with another limit for values on the heap. */
  public NearPolicy withHeapValueBytes(long other) {
    return with(draft -> draft.heapValueBytes = other);
  }

  /** This policy with another limit for values below the heap. */
  public NearPolicy withDiskValueBytes(long other) {
    return with(draft -> draft.diskValueBytes = other);
  }

  /** This policy with something else becoming of the disk at a restart. */
  public NearPolicy withRestart(Restart other) {
    return with(draft -> draft.restart = other);
  }

  /** Whether entries are kept at all. */
  public boolean isOn() {
    return entries > 0;
  }

  /** Whether encoded values are kept below the heap. */
  public boolean isBelowHeap() {
    return offHeapBytes > 0 || diskBytes > 0;
  }

  /** How many bytes the largest value may encode to that is kept below the heap. */
  public long largestBelowHeap() {
    return diskValueBytes > 0 ? diskValueBytes : mostBelowHeap();
  }

  /** What {@link #diskValueBytes} is at most. */
  public long mostBelowHeap() {
    return (offHeapBytes > 0 ? offHeapBytes : diskBytes) / SHARES_OF_LARGEST;
  }

  /** How many bytes the largest value encodes to that is kept anywhere. */
  public long largestValue() {
    return isOn() ? Math.max(heapValueBytes, largestBelowHeap()) : 0;
  }

  private NearPolicy with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.policy();
  }

  /** One that is being changed: what a copy of a record with one other component needs. */
  private static final class Draft {
    private int entries;
    private Duration timeToLive;
    private long offHeapBytes;
    private long diskBytes;
    private Duration grace;
    private long heapValueBytes;
    private long diskValueBytes;
    private Restart restart;

    Draft(NearPolicy policy) {
      entries = policy.entries;
      timeToLive = policy.timeToLive;
      offHeapBytes = policy.offHeapBytes;
      diskBytes = policy.diskBytes;
      grace = policy.grace;
      heapValueBytes = policy.heapValueBytes;
      diskValueBytes = policy.diskValueBytes;
      restart = policy.restart;
    }

    NearPolicy policy() {
      return new NearPolicy(
          entries,
          timeToLive,
          offHeapBytes,
          diskBytes,
          grace,
          heapValueBytes,
          diskValueBytes,
          restart);
    }
  }
}
