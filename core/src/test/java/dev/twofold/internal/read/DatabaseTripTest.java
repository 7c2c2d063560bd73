package dev.twofold.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitState;
import dev.twofold.settings.BreakerPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTripTest {

  /** One failure opens it. */
  private final Circuit circuit =
      new Circuit(
          "database",
          new BreakerPolicy(2, 0.5, Duration.ofSeconds(1), 1, Duration.ofSeconds(1)),
          System::nanoTime,
          change -> {});

  private CircuitState after(Exception failure, int statements) {
    assertThat(circuit.permits()).isTrue();
    DatabaseTrip trip = new DatabaseTrip(circuit);
    trip.failed(failure);
    trip.end(1, statements);
    return circuit.stats().state();
  }

  static Stream<Exception> unreachable() {
    return Stream.of(
        new SQLTransientConnectionException("the pool has none"),
        new SQLNonTransientConnectionException("refused"),
        new SQLRecoverableException("lost"),
        new SQLException("lost", "08006"),
        new SQLException("shut down by an operator", "57P01"),
        new SQLException("too many connections", "53300"),
        new IllegalStateException(new RuntimeException(new SQLException("lost", "08001"))));
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void noConnection_isAFailure(Exception failure) {
    assertThat(after(failure, 0)).isEqualTo(CircuitState.OPEN);
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void connectionLostAfterAStatement_isAFailureToo(Exception failure) {
    assertThat(after(failure, 1)).isEqualTo(CircuitState.OPEN);
  }

  static Stream<Exception> ofThisLoad() {
    return Stream.of(
        new SQLException("syntax", "42601"),
        new SQLException("no state"),
        new SQLException("out of memory", "53200"),
        new SQLIntegrityConstraintViolationException("twice", "23505"),
        new SQLTimeoutException("takes too long", "57014"),
        new UncheckedIOException(new IOException("of something else")),
        circular());
  }

  private static Exception circular() {
    Exception outer = new IllegalStateException("outer");
    Exception inner = new IllegalStateException("inner", outer);
    outer.initCause(inner);
    return outer;
  }

  @ParameterizedTest
  @MethodSource("ofThisLoad")
  void statementThatFails_saysNothingOfOthers(Exception failure) {
    assertThat(after(failure, 0)).isEqualTo(CircuitState.CLOSED);
    assertThat(after(failure, 1)).isEqualTo(CircuitState.CLOSED);
  }

  /** Such a load may have been refused before it met the database: others are to try. */
  @Test
  void loadWithoutStatement_isNoTrial() {
    assertThat(after(new SQLException("lost", "08006"), 0)).isEqualTo(CircuitState.OPEN);
    circuit.succeeded(1);
    assertThat(circuit.stats().state()).isEqualTo(CircuitState.HALF_OPEN);

    assertThat(circuit.permits()).isTrue();
    new DatabaseTrip(circuit).end(1, 0);
    assertThat(circuit.stats().state()).isEqualTo(CircuitState.HALF_OPEN);

    assertThat(circuit.permits()).isTrue();
    new DatabaseTrip(circuit).end(1, 1);
    assertThat(circuit.stats().state()).isEqualTo(CircuitState.CLOSED);
  }
}
