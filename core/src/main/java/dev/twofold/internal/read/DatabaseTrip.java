package dev.twofold.internal.read;

import dev.twofold.internal.tiers.LostConnection;
import dev.twofold.resilience.Circuit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the circuit of a database learns from one load. Only that a connection could not be had or
 * was lost is a failure: a statement that fails or takes too long says nothing about others. Used
 * by one thread.
 */
final class DatabaseTrip {

  private final Circuit circuit;
  private @Nullable Exception failure;

  /**
   * @param circuit which has permitted it
   */
  DatabaseTrip(Circuit circuit) {
    this.circuit = circuit;
  }

  /** The load has failed. */
  void failed(Exception reason) {
    failure = reason;
  }

  /**
   * The load has ended.
   *
   * @param statements how many were executed
   */
  void end(long nanos, int statements) {
    if (failure != null && LostConnection.isBehind(failure)) {
      circuit.failed(Duration.ofNanos(nanos), failure);
    } else if (statements > 0) {
      circuit.succeeded(nanos);
    } else {
      circuit.abandoned();
    }
  }
}
