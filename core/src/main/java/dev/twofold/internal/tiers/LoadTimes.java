package dev.twofold.internal.tiers;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long loads take, and so how long the right to put what they load has to last. A right
 * outlives a node that dies with it, and a fill that gets lost: for so long nobody else can put the
 * entry. Therefore it is not as long as a load may take, but some times as long as those of its
 * loader took lately. Thread-safe.
 */
public final class LoadTimes {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final int TIMES = 16;

  /** A slow load counts for fewer and fewer of the next ones. */
  private static final int FORGOTTEN = 16;

  private final Map<String, AtomicLong> slowest = new ConcurrentHashMap<>();
  private final Duration longest;

  /**
   * @param longest of a right: what a loader has of which nothing is known
   */
  public LoadTimes(Duration longest) {
    this.longest = longest;
  }

  /**
   * A load has ended.
   *
   * @param loader {@code application:loader}
   * @param nanos since it was looked up what it loads
   */
  public void took(String loader, long nanos) {
    AtomicLong known = slowest.get(loader);
    if (known == null) {
      known = slowest.computeIfAbsent(loader, name -> new AtomicLong());
    }
    known.accumulateAndGet(nanos, (before, now) -> Math.max(now, before - before / FORGOTTEN));
  }

  /** How long a right to put what a loader loads shall last. */
  public Duration lease(String loader) {
    AtomicLong known = slowest.get(loader);
    return known == null ? longest : lease(known.get());
  }

  private Duration lease(long nanos) {
    Duration wanted = Duration.ofNanos(nanos).multipliedBy(TIMES);
    Duration enough = wanted.compareTo(SHORTEST) > 0 ? wanted : SHORTEST;
    return enough.compareTo(longest) < 0 ? enough : longest;
  }
}
