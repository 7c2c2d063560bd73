package dev.twofold.internal.tiers;

import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.resilience.CircuitObserver;
import dev.twofold.resilience.CircuitState;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.BreakerPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engine knows of the health of its distributed tier: a circuit over the trips of all its
 * requests. Says once per change, in the log and to observers, when the tier or a part of it is
 * left out and when it is used again; tries in between are only observed. Thread-safe.
 */
public final class TierHealth {

  /** The name of the circuit, and the beginning of those of its parts. */
  public static final String DISTRIBUTED = "distributed";

  private static final Logger LOG = LoggerFactory.getLogger(TierHealth.class);

  private final BreakerPolicy policy;
  private final LongSupplier nanoTime;
  private final boolean divided;
  private final List<CircuitObserver> observers;
  private final Set<String> openParts = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Circuit circuit;
  private volatile @Nullable String lastFailure;

  /**
   * @param divided whether the tier has several parts, with circuits of their own: how long a trip
   *     takes, and whether an invalidation fails, then says nothing of the whole
   */
  public TierHealth(
      BreakerPolicy policy,
      LongSupplier nanoTime,
      boolean divided,
      List<? extends CircuitObserver> observers) {
    this.policy = policy;
    this.nanoTime = nanoTime;
    this.divided = divided;
    this.observers = List.copyOf(observers);
    this.circuit = new Circuit(DISTRIBUTED, policy, nanoTime, this::changed);
  }

  /** The name of the circuit of a part. */
  public static String ofPart(String part) {
    return DISTRIBUTED + " " + part;
  }

  /** The circuit of a part has changed. */
  public void partChanged(CircuitChange change) {
    if (change.to() == CircuitState.CLOSED) {
      openParts.remove(change.circuit());
    } else {
      openParts.add(change.circuit());
    }
    changed(new CircuitChange(ofPart(change.circuit()), change.from(), change.to()));
  }

  /** The clock of budgets, waits and circuits. */
  public LongSupplier clock() {
    return nanoTime;
  }

  /**
   * Whether a look-up or a fill may be sent. If so, it ends with {@link #answered}, {@link #failed}
   * or {@link #abandoned}.
   */
  boolean permits() {
    return circuit.permits();
  }

  /** Whether there is no reason to doubt that the tier answers. */
  public boolean isTrusted() {
    return circuit.isClosed() && openParts.isEmpty();
  }

  /** A trip has succeeded, whether or not it needed permission. */
  public void answered(long nanos) {
    circuit.succeeded(divided ? Duration.ZERO : Duration.ofNanos(nanos));
  }

  /** An invalidation has failed, for which nobody asked permission. */
  public void notTold(RuntimeException cause, long nanos) {
    if (!divided) {
      failed(cause, nanos);
    }
  }

  /** A trip with permission has failed. */
  void failed(RuntimeException cause, long nanos) {
    lastFailure = String.valueOf(cause.getMessage());
    circuit.failed(Duration.ofNanos(nanos), cause);
  }

  /** A trip has ended and tells nothing of the tier. */
  void abandoned() {
    circuit.abandoned();
  }

  public CircuitStats stats() {
    return circuit.stats();
  }

  private void changed(CircuitChange change) {
    if (change.from() == CircuitState.CLOSED && change.to() == CircuitState.OPEN) {
      LOG.warn(
          "The circuit '{}' has opened: too many of the last {} trips failed or took longer than {}"
              + " ms{}. Its share of the work goes to the database; it is tried again every {} ms.",
          change.circuit(),
          policy.window(),
          policy.slowAfter().toMillis(),
          reason(change.circuit()),
          policy.pause().toMillis());
    } else if (change.to() == CircuitState.CLOSED) {
      LOG.info("The circuit '{}' has closed: it answers again.", change.circuit());
    }
    for (CircuitObserver observer : observers) {
      tell(observer, change);
    }
  }

  private String reason(String name) {
    String last = lastFailure;
    return last == null || !name.equals(DISTRIBUTED) ? "" : " (last failure: " + last + ")";
  }

  private void tell(CircuitObserver observer, CircuitChange change) {
    try {
      observer.changed(change);
    } catch (RuntimeException e) {
      if (warned.compareAndSet(false, true)) {
        LOG.warn("{} failed. Said once.", observer.getClass().getName(), e);
      }
    }
  }
}
