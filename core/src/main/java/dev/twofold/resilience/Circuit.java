package dev.twofold.resilience;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.twofold.settings.BreakerPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Leaves out something that fails or is slow, so that nobody waits for it in vain, and has one trip
 * at a time try it again. It has no thread: an open circuit half-opens when somebody asks after the
 * wait. A trial that does not end for as long as two slow trips is given up: the circuit opens
 * again, and after another wait there is another trial. Thread-safe.
 */
public final class Circuit {

  private static final int TRIALS = 1;
  private static final long NOBODY = Long.MIN_VALUE;

  private final CircuitBreaker breaker;
  private final int window;
  private final long slowAfter;
  private final LongSupplier nanoTime;

  /** When the first trip was refused because of a trial that still runs. */
  private final AtomicLong refusedSince = new AtomicLong(NOBODY);

  /**
   * How many successes the breaker has to be told of until its window holds nothing else. Then one
   * more changes nothing, and trips of many threads need not meet at its lock.
   */
  private final AtomicInteger doubt;

  private final LongAdder opened = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  /**
   * @param name for observers
   * @param policy that says when a trip is slow
   * @param nanoTime counts the wait, and how long a trial takes
   * @param observer hears each change; throws nothing
   */
  public Circuit(
      String name, BreakerPolicy policy, LongSupplier nanoTime, CircuitObserver observer) {
    breaker = CircuitBreaker.of(name, configuration(policy, nanoTime));
    window = policy.window();
    slowAfter = policy.slowAfter().toNanos();
    this.nanoTime = nanoTime;
    doubt = new AtomicInteger(window);
    breaker
        .getEventPublisher()
        .onStateTransition(event -> changed(name, event.getStateTransition(), observer));
  }

  private static CircuitBreakerConfig configuration(BreakerPolicy policy, LongSupplier nanoTime) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(policy.window())
        .minimumNumberOfCalls((policy.window() + 1) / 2)
        .failureRateThreshold((float) (policy.failures() * 100))
        .slowCallDurationThreshold(policy.slowAfter())
        .slowCallRateThreshold((float) (policy.slow() * 100))
        .waitDurationInOpenState(policy.pause())
        .permittedNumberOfCallsInHalfOpenState(TRIALS)
        // The wait is counted by a clock that nobody sets.
        .clock(new NanoClock(nanoTime))
        .build();
  }

  private void changed(String name, StateTransition change, CircuitObserver observer) {
    refusedSince.set(NOBODY);
    CircuitState to = state(change.getToState());
    if (to == CircuitState.OPEN) {
      opened.increment();
    }
    observer.changed(new CircuitChange(name, state(change.getFromState()), to));
  }

  /**
   * Whether a trip may be made. If so, it ends with {@link #succeeded}, {@link #failed} or {@link
   * #abandoned}.
   */
  public boolean permits() {
    boolean permitted = breaker.tryAcquirePermission();
    if (!permitted) {
      skipped.increment();
      if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
        giveUpTrialThatHangs();
      }
    }
    return permitted;
  }

  /** Nobody else could ever try again: the trial has the only permission. */
  private void giveUpTrialThatHangs() {
    long now = nanoTime.getAsLong();
    if (!refusedSince.compareAndSet(NOBODY, now) && now - refusedSince.get() > 2 * slowAfter) {
      try {
        breaker.transitionToOpenState();
      } catch (IllegalStateTransitionException e) {
        // The trial has just ended, or another thread has given it up.
      }
    }
  }

  /**
   * A trip has succeeded. If it was made without a permission while the circuit was open, the next
   * one that asks for permission need not wait.
   */
  public void succeeded(Duration took) {
    succeeded(took.toNanos());
  }

  /** As above, in nanoseconds. */
  public void succeeded(long took) {
    boolean slow = took > slowAfter;
    if (!slow && doubt.get() == 0 && isClosed()) {
      return;
    }
    if (breaker.getState() == CircuitBreaker.State.OPEN) {
      try {
        breaker.transitionToHalfOpenState();
      } catch (IllegalStateTransitionException e) {
        // Another thread was faster.
      }
      return;
    }
    breaker.onSuccess(took, NANOSECONDS);
    doubt.updateAndGet(left -> slow ? window : Math.max(0, left - 1));
  }

  /** A trip has failed, with or without permission. */
  public void failed(Duration took, Throwable cause) {
    breaker.onError(took.toNanos(), NANOSECONDS, cause);
    doubt.set(window);
  }

  /** A trip has told nothing. */
  public void abandoned() {
    breaker.releasePermission();
  }

  /** Whether there is no doubt: it neither leaves anything out nor tries. */
  public boolean isClosed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** What it has done so far. */
  public CircuitStats stats() {
    return new CircuitStats(state(breaker.getState()), opened.sum(), skipped.sum());
  }

  private static CircuitState state(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> CircuitState.OPEN;
      case HALF_OPEN -> CircuitState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
    };
  }
}
