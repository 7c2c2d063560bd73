package dev.twofold.resilience;

/**
 * Hears when a tier or a part of it is left out, tried again and used again, for logs, pages and
 * metrics. Called on the thread whose trip made the difference: returns at once. What it throws is
 * logged and ignored. Thread-safe.
 */
@FunctionalInterface
public interface CircuitObserver {

  /** A circuit has changed its state. */
  void changed(CircuitChange change);
}
