package dev.twofold.resilience;

import static java.util.Objects.requireNonNull;

/**
 * What a circuit has done so far. A snapshot.
 *
 * @param state its state; one that has waited long enough stays open until somebody asks
 * @param opened how often it has opened, failed tries included
 * @param skipped how many trips were left out while it was open
 */
public record CircuitStats(CircuitState state, long opened, long skipped) {
  public CircuitStats {
    requireNonNull(state, "state");
  }
}
