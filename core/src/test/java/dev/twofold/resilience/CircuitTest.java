package dev.twofold.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.settings.BreakerPolicy;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private static final BreakerPolicy POLICY =
      new BreakerPolicy(4, 0.5, Duration.ofMillis(100), 0.75, Duration.ofSeconds(1));
  private static final Duration FAST = Duration.ofMillis(1);
  private static final Duration SLOW = Duration.ofMillis(101);
  private final RuntimeException broken = new IllegalStateException("broken");

  private final ManualTime time = new ManualTime();
  private final List<String> changes = new ArrayList<>();
  private final Circuit circuit =
      new Circuit(
          "some",
          POLICY,
          () -> Duration.between(Instant.EPOCH, time.instant()).toNanos(),
          change -> changes.add(change.circuit() + " " + change.from() + " " + change.to()));

  private void succeed(Duration took) {
    assertThat(circuit.permits()).isTrue();
    circuit.succeeded(took);
  }

  private void fail() {
    assertThat(circuit.permits()).isTrue();
    circuit.failed(FAST, broken);
  }

  private void open() {
    fail();
    fail();
    assertThat(circuit.isClosed()).isFalse();
  }

  @Test
  void fewerFailuresThanTheShare_staysClosed() {
    succeed(FAST);
    succeed(FAST);
    succeed(FAST);
    fail();
    succeed(FAST);

    assertThat(circuit.stats()).isEqualTo(new CircuitStats(CircuitState.CLOSED, 0, 0));
  }

  @Test
  void failuresOfHalfAWindow_open() {
    open();

    assertThat(circuit.permits()).isFalse();
    assertThat(circuit.permits()).isFalse();
    assertThat(circuit.stats()).isEqualTo(new CircuitStats(CircuitState.OPEN, 1, 2));
    assertThat(changes).containsExactly("some CLOSED OPEN");
  }

  @Test
  void slowSuccesses_open() {
    succeed(FAST);
    succeed(SLOW);
    succeed(SLOW);
    assertThat(circuit.isClosed()).isTrue();
    succeed(SLOW);

    assertThat(circuit.isClosed()).isFalse();
  }

  @Test
  void afterThePause_oneTripTries_andItsSuccessCloses() {
    open();
    time.advance(Duration.ofMillis(999));
    assertThat(circuit.permits()).isFalse();
    time.advance(Duration.ofMillis(2));

    assertThat(circuit.permits()).isTrue();
    assertThat(circuit.permits()).as("a second one meanwhile").isFalse();
    circuit.succeeded(FAST);

    assertThat(circuit.permits()).isTrue();
    assertThat(changes)
        .containsExactly("some CLOSED OPEN", "some OPEN HALF_OPEN", "some HALF_OPEN CLOSED");
  }

  @Test
  void afterThePause_aFailedTripOpensForAnotherPause() {
    open();
    time.advance(Duration.ofMillis(1001));
    fail();

    assertThat(circuit.permits()).isFalse();
    time.advance(Duration.ofMillis(1001));
    succeed(FAST);
    assertThat(circuit.stats()).isEqualTo(new CircuitStats(CircuitState.CLOSED, 2, 1));
  }

  @Test
  void abandonedTrial_isMadeByAnother() {
    open();
    time.advance(Duration.ofMillis(1001));
    assertThat(circuit.permits()).isTrue();
    circuit.abandoned();

    succeed(FAST);
    assertThat(circuit.isClosed()).isTrue();
  }

  /** As a load of a database that accepts connections and then says nothing. */
  @Test
  void trialThatNeverEnds_isGivenUp_andAnotherOneTries() {
    open();
    time.advance(Duration.ofMillis(1001));
    assertThat(circuit.permits()).as("the trial that hangs").isTrue();
    assertThat(circuit.permits()).isFalse();
    time.advance(SLOW.multipliedBy(2).minusMillis(2));
    assertThat(circuit.permits()).isFalse();
    assertThat(circuit.stats().state()).isEqualTo(CircuitState.HALF_OPEN);
    time.advance(Duration.ofMillis(1));
    assertThat(circuit.permits()).isFalse();
    assertThat(circuit.stats().state()).isEqualTo(CircuitState.OPEN);

    time.advance(Duration.ofMillis(1001));
    succeed(FAST);

    assertThat(circuit.isClosed()).isTrue();
    assertThat(changes)
        .containsExactly(
            "some CLOSED OPEN",
            "some OPEN HALF_OPEN",
            "some HALF_OPEN OPEN",
            "some OPEN HALF_OPEN",
            "some HALF_OPEN CLOSED");
  }

  @Test
  void successWithoutPermission_endsThePause() {
    open();

    circuit.succeeded(FAST);

    assertThat(circuit.stats().state()).isEqualTo(CircuitState.HALF_OPEN);
    succeed(FAST);
    assertThat(circuit.isClosed()).isTrue();
  }

  @Test
  void failuresWithoutPermission_count() {
    circuit.failed(FAST, broken);
    circuit.failed(FAST, broken);

    assertThat(circuit.permits()).isFalse();
  }
}
