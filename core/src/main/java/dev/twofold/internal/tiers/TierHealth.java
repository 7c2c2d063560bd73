package dev.twofold.internal.tiers;

import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.resilience.CircuitState;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.BreakerPolicy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an engine knows of the health of its distributed tier: a circuit over the trips of all its
 * requests. Thread-safe.
 */
public final class TierHealth {

  /** The name of the circuit, and the beginning of those of its parts. */
  public static final String DISTRIBUTED = "distributed";

  private static final String CONSEQUENCE = "Its share of the work goes to the database";

  private final BreakerPolicy policy;
  private final boolean divided;
  private final CircuitLog log;
  private final Set<String> openParts = ConcurrentHashMap.newKeySet();
  private final Circuit circuit;
  private volatile @Nullable String lastFailure;

  /**
   * @param divided whether the tier has several parts, with circuits of their own: how long a trip
   *     takes, and whether an invalidation fails, then says nothing of the whole
   */
  public TierHealth(BreakerPolicy policy, boolean divided, CircuitLog log) {
    this.policy = policy;
    this.divided = divided;
    this.log = log;
    this.circuit = new Circuit(DISTRIBUTED, policy, log.clock(), this::changed);
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
    return log.clock();
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
    String last = change.circuit().equals(DISTRIBUTED) ? lastFailure : null;
    log.changed(change, policy, last, CONSEQUENCE);
  }
}
