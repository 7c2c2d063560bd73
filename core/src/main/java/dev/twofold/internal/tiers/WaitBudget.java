package dev.twofold.internal.tiers;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the waves of a request, or of a block of it, may take together. Only waves count: what
 * the request does between them is its own business. A block has a budget inside that of the blocks
 * around it, and of the request. Thread-safe.
 */
public final class WaitBudget {

  private static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

  private final @Nullable Duration limit;
  private final @Nullable WaitBudget outer;
  private final LongSupplier nanoTime;

  /** How many waves are running, inside each other. Guarded by this, as all below. */
  private int running;

  private long begun;
  private long waited;
  private long distributed;
  private long loads;

  private WaitBudget(@Nullable Duration limit, @Nullable WaitBudget outer, LongSupplier nanoTime) {
    this.limit = limit;
    this.outer = outer;
    this.nanoTime = nanoTime;
  }

  /**
   * The budget of a request.
   *
   * @param limit zero: as long as it likes
   */
  public static WaitBudget of(Duration limit, LongSupplier nanoTime) {
    return new WaitBudget(limit.isZero() ? null : limit, null, nanoTime);
  }

  /**
   * The budget of a block inside.
   *
   * @throws IllegalArgumentException if it is not longer than zero
   */
  public WaitBudget within(Duration other) {
    if (other.isZero() || other.isNegative()) {
      throw new IllegalArgumentException(
          "the budget of a block is %s; allowed: longer than zero".formatted(other));
    }
    return new WaitBudget(other, this, nanoTime);
  }

  /** A moment, in nanoseconds. */
  public long now() {
    return nanoTime.getAsLong();
  }

  /** A wave begins. */
  public void begin() {
    if (outer != null) {
      outer.begin();
    }
    synchronized (this) {
      if (running++ == 0) {
        begun = nanoTime.getAsLong();
      }
    }
  }

  /** The wave that has begun last has ended. */
  public void end() {
    synchronized (this) {
      if (--running == 0) {
        waited += nanoTime.getAsLong() - begun;
      }
    }
    if (outer != null) {
      outer.end();
    }
  }

  /** A part of a wave was a wait for the distributed tier. */
  void distributed(long nanos) {
    for (WaitBudget each = this; each != null; each = each.outer) {
      each.add(nanos, 0);
    }
  }

  /** A part of a wave was a load, with whatever it asked for itself. */
  public void load(long nanos) {
    for (WaitBudget each = this; each != null; each = each.outer) {
      each.add(0, nanos);
    }
  }

  private synchronized void add(long distributedNanos, long loadNanos) {
    distributed += distributedNanos;
    loads += loadNanos;
  }

  private synchronized long waited() {
    return running == 0 ? waited : waited + nanoTime.getAsLong() - begun;
  }

  /** What is left; never negative. */
  public Duration remaining() {
    Duration rest = outer == null ? UNLIMITED : outer.remaining();
    if (limit != null) {
      Duration own = limit.minusNanos(waited());
      rest = own.compareTo(rest) < 0 ? own : rest;
    }
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** The shorter one of a length and of what is left. */
  public Duration cut(Duration length) {
    Duration rest = remaining();
    return length.compareTo(rest) <= 0 ? length : rest;
  }

  /** Whether nothing is left. */
  public boolean isSpent() {
    return remaining().isZero();
  }

  /** What was spent on what, for messages. Asked for once it {@link #isSpent}. */
  public String account() {
    if (outer != null && outer.isSpent()) {
      return outer.account();
    }
    String whose = outer == null ? "the request's budget" : "the block's budget";
    long all = waited();
    synchronized (this) {
      return "%s of %s is spent: %s in waves, of which %s for the distributed tier and %s in loads"
          .formatted(
              whose,
              limit == null ? "any length" : millis(limit.toNanos()),
              millis(all),
              millis(distributed),
              millis(loads));
    }
  }

  private static String millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis() + " ms";
  }
}
