package dev.twofold.resilience;

/** Whether something is asked. */
public enum CircuitState {
  /** It is asked. */
  CLOSED,
  /** It is left out. */
  OPEN,
  /** One trip tries it, the others leave it out. */
  HALF_OPEN
}
