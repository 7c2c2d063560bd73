package dev.twofold.internal.invalidation;

import dev.twofold.internal.tiers.Withheld;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.TierKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * What became stale and what the distributed tier has not been told yet. Each name stands here
 * once, with the number of the last invalidation that named it: a delivery that began before that
 * does not count for it. Where more keys would wait than a limit, their loaders wait as a whole.
 * Thread-safe.
 */
public final class Undelivered implements Withheld {

  private final int limit;
  private final ReentrantLock adding = new ReentrantLock();
  private final Map<StaleKey, Long> keys = new ConcurrentHashMap<>();
  private final Map<StaleLoader, Long> loaders = new ConcurrentHashMap<>();
  private final Map<String, Long> regions = new ConcurrentHashMap<>();
  private final Map<String, Long> tags = new ConcurrentHashMap<>();

  /** The number of the last invalidation. Written under the lock. */
  private volatile long last;

  /**
   * @param limit how many keys may wait
   */
  public Undelivered(int limit) {
    this.limit = limit;
  }

  /**
   * Something to deliver.
   *
   * @param mark the number of the last invalidation that it is known to include
   */
  record Portion(Invalidation stale, long mark) {}

  /** The number of the last invalidation that has failed. */
  long mark() {
    return last;
  }

  /** Adds what could not be delivered. */
  void add(Invalidation stale) {
    adding.lock();
    try {
      // Nobody may see the number before the names: a delivery could count for them.
      long number = last + 1;
      stale.regions().forEach(region -> regions.put(region, number));
      stale.loaders().forEach(loader -> loaders.put(loader, number));
      stale.tags().forEach(tag -> tags.put(tag, number));
      stale.keys().forEach(key -> add(key, number));
      if (keys.size() > limit) {
        keys.keySet().forEach(key -> loaders.put(key.wholeLoader(), number));
        keys.clear();
      }
      last = number;
    } finally {
      adding.unlock();
    }
  }

  private void add(StaleKey key, long number) {
    StaleLoader whole = key.wholeLoader();
    if (loaders.containsKey(whole)) {
      loaders.put(whole, number);
    } else {
      keys.put(key, number);
    }
  }

  /**
   * What is to be delivered next.
   *
   * @param most the largest number of keys
   */
  Portion next(int most) {
    adding.lock();
    try {
      return new Portion(
          new Invalidation(
              keys.keySet().stream().limit(most).collect(Collectors.toSet()),
              loaders.keySet(),
              regions.keySet(),
              tags.keySet()),
          last);
    } finally {
      adding.unlock();
    }
  }

  /**
   * Takes out what was delivered, unless it became stale once more.
   *
   * @return how much was taken out
   */
  long delivered(Portion portion) {
    if (isEmpty()) {
      return 0;
    }
    adding.lock();
    try {
      Invalidation stale = portion.stale();
      long before = size();
      remove(keys, stale.keys(), portion.mark());
      remove(loaders, stale.loaders(), portion.mark());
      remove(regions, stale.regions(), portion.mark());
      remove(tags, stale.tags(), portion.mark());
      return before - size();
    } finally {
      adding.unlock();
    }
  }

  private static <T> void remove(Map<T, Long> waiting, Set<T> delivered, long mark) {
    for (T each : delivered) {
      Long number = waiting.get(each);
      if (number != null && number <= mark) {
        waiting.remove(each);
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return keys.isEmpty() && loaders.isEmpty() && regions.isEmpty() && tags.isEmpty();
  }

  /** How much waits. */
  long size() {
    return (long) keys.size() + loaders.size() + regions.size() + tags.size();
  }

  /** An entry does not tell its tags before it is read: any may have one that waits. */
  @Override
  public boolean covers(TierKey key) {
    // Keys before loaders, which is how they move where too many wait.
    return !tags.isEmpty()
        || (!keys.isEmpty() && keys.containsKey(key.stale()))
        || (!loaders.isEmpty()
            && loaders.containsKey(new StaleLoader(key.group().base(), key.group().region())))
        || (!regions.isEmpty() && regions.containsKey(key.group().region().name()));
  }
}
