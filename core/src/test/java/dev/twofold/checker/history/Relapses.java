package dev.twofold.checker.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When Redis went back in time, and so forgot invalidations that it had confirmed: for a while
 * after that, what it forgot need not be known. Thread-safe.
 */
public final class Relapses {

  private static final int KEPT = 1_000;

  private final Deque<Relapse> relapses = new ArrayDeque<>();

  /** What is invalidated from now on may be forgotten. */
  public synchronized Relapse begin() {
    Relapse relapse = new Relapse();
    relapses.addLast(relapse);
    if (relapses.size() > KEPT) {
      relapses.removeFirst();
    }
    return relapse;
  }

  /**
   * Whether a read need not know of an invalidation.
   *
   * @param known when that had finished
   * @param patience how long after a relapse old values may be seen
   */
  synchronized boolean excuse(long known, long start, long end, Duration patience) {
    return relapses.stream().anyMatch(each -> each.excuses(known, start, end, patience));
  }

  /** One of them. */
  public static final class Relapse implements AutoCloseable {

    private final long begin = System.nanoTime();
    private volatile long strike = Long.MAX_VALUE;
    private volatile long end = Long.MAX_VALUE;

    private Relapse() {}

    /** One that excuses nothing. */
    public static Relapse none() {
      return new Relapse();
    }

    /** Redis goes back now. */
    public void strikes() {
      strike = System.nanoTime();
    }

    private boolean excuses(long known, long from, long to, Duration patience) {
      return known >= begin
          && to >= strike
          && (end == Long.MAX_VALUE || from - end <= patience.toNanos());
    }

    @Override
    public void close() {
      end = System.nanoTime();
    }
  }
}
