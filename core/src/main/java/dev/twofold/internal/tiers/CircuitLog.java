package dev.twofold.internal.tiers;

import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.resilience.CircuitObserver;
import dev.twofold.resilience.CircuitState;
import dev.twofold.settings.BreakerPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once per change, when a circuit leaves something out and when it is used again: in the log
 * and to observers. Tries in between are only observed. Thread-safe.
 */
public final class CircuitLog {

  private static final Logger LOG = LoggerFactory.getLogger(CircuitLog.class);

  private final LongSupplier nanoTime;
  private final List<CircuitObserver> observers;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param nanoTime the clock of circuits
   */
  public CircuitLog(LongSupplier nanoTime, List<? extends CircuitObserver> observers) {
    this.nanoTime = nanoTime;
    this.observers = List.copyOf(observers);
  }

  /** The clock of circuits, and of budgets and waits. */
  public LongSupplier clock() {
    return nanoTime;
  }

  /**
   * A circuit whose changes are said.
   *
   * @param consequence what it means that it is open
   */
  public Circuit circuit(String name, BreakerPolicy policy, String consequence) {
    return new Circuit(
        name, policy, nanoTime, change -> changed(change, policy, null, consequence));
  }

  /**
   * A circuit has changed.
   *
   * @param failure the reason of the latest one, without values and secrets; null: not known
   */
  void changed(
      CircuitChange change, BreakerPolicy policy, @Nullable String failure, String consequence) {
    if (change.from() == CircuitState.CLOSED && change.to() == CircuitState.OPEN) {
      LOG.warn(
          "The circuit '{}' has opened: too many of the last {} trips failed or took longer than {}"
              + " ms{}. {}; it is tried again every {} ms.",
          change.circuit(),
          policy.window(),
          policy.slowAfter().toMillis(),
          failure == null ? "" : " (last failure: " + failure + ")",
          consequence,
          policy.pause().toMillis());
    } else if (change.to() == CircuitState.CLOSED) {
      LOG.info("The circuit '{}' has closed: it answers again.", change.circuit());
    }
    for (CircuitObserver observer : observers) {
      tell(observer, change);
    }
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
