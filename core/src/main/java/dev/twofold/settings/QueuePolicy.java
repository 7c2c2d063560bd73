package dev.twofold.settings;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How writes wait for the database in a queue of the distributed tier.
 *
 * @param partitions into how many parts a queue is divided by key, each written by one node at a
 *     time; never fewer than other nodes have used; 1 to 64, default 4
 * @param length how many writes wait in a queue at most, each partition its share of them; also how
 *     many dead letters a partition keeps before it stands still; 1 to 100,000,000, default 100,000
 * @param batch how many writes of a partition are read at once, coalesced and written together; 1
 *     to 10,000, default 1,000
 * @param interval how long writes are collected before they are written; 1 millisecond to 1 hour,
 *     default 1 second
 * @param attempts how often a batch that fails is tried as a whole before its writes are tried
 *     apart, to find those that the database does not take; 1 to 100, default 5
 * @param backOff how long is waited after the first failure, twice as long after each further one;
 *     1 millisecond to 1 hour, default 100 milliseconds
 * @param longestBackOff how long is waited at most, where {@code backOff} is not longer; 1
 *     millisecond to 1 hour, default 30 seconds
 * @param lease how long a node owns a partition that it does not come back to: longer than the
 *     database takes for a batch, and how late the writes of a node that died are taken over; 100
 *     milliseconds to 1 hour, default 30 seconds
 * @param whenFull what becomes of a write where there is no room; default {@link WhenFull#WAIT}
 * @param fullWait how long it waits then; zero to 1 hour, default 1 second
 * @param whenUnavailable what becomes of a write while the queue does not answer; default {@link
 *     WhenUnavailable#WRITE}
 * @param drain how long closing an engine waits for what is queued to be written; the rest stays
 *     for other nodes; zero to 1 hour, default 5 seconds
 */
public record QueuePolicy(
    int partitions,
    int length,
    int batch,
    Duration interval,
    int attempts,
    Duration backOff,
    Duration longestBackOff,
    Duration lease,
    WhenFull whenFull,
    Duration fullWait,
    WhenUnavailable whenUnavailable,
    Duration drain) {

  /** The largest number of partitions. */
  public static final int MOST_PARTITIONS = 64;

  private static final int LONGEST_QUEUE = 100_000_000;
  private static final int LARGEST_BATCH = 10_000;
  private static final int MOST_ATTEMPTS = 100;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The policy where nothing is set. */
  public static final QueuePolicy DEFAULT =
      new QueuePolicy(
          4,
          100_000,
          1_000,
          Duration.ofSeconds(1),
          5,
          Duration.ofMillis(100),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          WhenFull.WAIT,
          Duration.ofSeconds(1),
          WhenUnavailable.WRITE,
          Duration.ofSeconds(5));

  public QueuePolicy {
    requireNonNull(interval, "interval");
    requireNonNull(backOff, "backOff");
    requireNonNull(longestBackOff, "longestBackOff");
    requireNonNull(lease, "lease");
    requireNonNull(whenFull, "whenFull");
    requireNonNull(fullWait, "fullWait");
    requireNonNull(whenUnavailable, "whenUnavailable");
    requireNonNull(drain, "drain");
    checkCount("partitions", partitions, MOST_PARTITIONS);
    checkCount("length", length, LONGEST_QUEUE);
    checkCount("batch", batch, LARGEST_BATCH);
    checkLength("interval", interval, SHORTEST, "1 millisecond to 1 hour");
    checkCount("attempts", attempts, MOST_ATTEMPTS);
    checkLength("backOff", backOff, SHORTEST, "1 millisecond to 1 hour");
    checkLength("longestBackOff", longestBackOff, SHORTEST, "1 millisecond to 1 hour");
    checkLength("lease", lease, SHORTEST_LEASE, "100 milliseconds to 1 hour");
    checkLength("fullWait", fullWait, Duration.ZERO, "zero to 1 hour");
    checkLength("drain", drain, Duration.ZERO, "zero to 1 hour");
  }

  private static void checkCount(String key, int value, int most) {
    check(value >= 1 && value <= most, key, value, "1 to " + most);
  }

  private static void checkLength(String key, Duration value, Duration shortest, String allowed) {
    check(value.compareTo(shortest) >= 0 && value.compareTo(LONGEST) <= 0, key, value, allowed);
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "queue setting '%s' is '%s'; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** This policy with another number of partitions. */
  public QueuePolicy withPartitions(int other) {
    return with(draft -> draft.partitions = other);
  }

  /** This policy with another length. */
  public QueuePolicy withLength(int other) {
    return with(draft -> draft.length = other);
  }

  /** This policy with another size of batches. */
  public QueuePolicy withBatch(int other) {
    return with(draft -> draft.batch = other);
  }

  /** This policy with another interval. */
  public QueuePolicy withInterval(Duration other) {
    return with(draft -> draft.interval = other);
  }

  /** This policy with another number of attempts. */
  public QueuePolicy withAttempts(int other) {
    return with(draft -> draft.attempts = other);
  }

  /** This policy with another first wait after a failure. */
  public QueuePolicy withBackOff(Duration other) {
    return with(draft -> draft.backOff = other);
  }

  /** This policy with another longest wait after failures. */
  public QueuePolicy withLongestBackOff(Duration other) {
    return with(draft -> draft.longestBackOff = other);
  }

  /** This policy with another lease. */
  public QueuePolicy withLease(Duration other) {
    return with(draft -> draft.lease = other);
  }

  /** This policy with something else done where there is no room. */
  public QueuePolicy withWhenFull(WhenFull other) {
    return with(draft -> draft.whenFull = other);
  }

  /** This policy with another wait for room. */
  public QueuePolicy withFullWait(Duration other) {
    return with(draft -> draft.fullWait = other);
  }

  /** This policy with something else done while the queue does not answer. */
  public QueuePolicy withWhenUnavailable(WhenUnavailable other) {
    return with(draft -> draft.whenUnavailable = other);
  }

  /** This policy with another wait when an engine is closed. */
  public QueuePolicy withDrain(Duration other) {
    return with(draft -> draft.drain = other);
  }

  private QueuePolicy with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.policy();
  }

  /** One that is being changed: what a copy of a record with one other component needs. */
  private static final class Draft {
    private int partitions;
    private int length;
    private int batch;
    private Duration interval;
    private int attempts;
    private Duration backOff;
    private Duration longestBackOff;
    private Duration lease;
    private WhenFull whenFull;
    private Duration fullWait;
    private WhenUnavailable whenUnavailable;
    private Duration drain;

    Draft(QueuePolicy policy) {
      partitions = policy.partitions;
      length = policy.length;
      batch = policy.batch;
      interval = policy.interval;
      attempts = policy.attempts;
      backOff = policy.backOff;
      longestBackOff = policy.longestBackOff;
      lease = policy.lease;
      whenFull = policy.whenFull;
      fullWait = policy.fullWait;
      whenUnavailable = policy.whenUnavailable;
      drain = policy.drain;
    }

    QueuePolicy policy() {
      return new QueuePolicy(
          partitions,
          length,
          batch,
          interval,
          attempts,
          backOff,
          longestBackOff,
          lease,
          whenFull,
          fullWait,
          whenUnavailable,
          drain);
    }
  }
}
