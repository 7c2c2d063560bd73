package dev.twofold.resilience;

import static java.util.Objects.requireNonNull;

/**
 * A circuit has changed its state.
 *
 * @param circuit its name: {@code distributed}, or that and the part of the tier
 * @param from its state before
 * @param to its state now
 */
public record CircuitChange(String circuit, CircuitState from, CircuitState to) {
  public CircuitChange {
    requireNonNull(circuit, "circuit");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }
}
