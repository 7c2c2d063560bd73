package dev.twofold.demo.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultSwitchTest {

  private static final Duration DELAY = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FaultSwitch gate = new FaultSwitch(DELAY);

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Test
  void position_atFirst_on() {
    assertThat(gate.position()).isEqualTo(Position.ON);
    assertThat(gate.admits(Duration.ZERO)).isTrue();
  }

  @Test
  void admits_off_refusesAtOnce() {
    gate.set(Position.OFF);

    assertThat(gate.admits(LONG)).isFalse();
  }

  @Test
  void admits_slow_laterByItsDelay() {
    gate.set(Position.SLOW);
    long start = System.nanoTime();

    assertThat(gate.admits(LONG)).isTrue();
    assertThat(millisSince(start)).isGreaterThanOrEqualTo(DELAY.toMillis());
  }

  @ParameterizedTest
  @EnumSource(
      value = Position.class,
      names = {"SLOW", "FROZEN"})
  void admits_lessPatienceThanItTakes_refusesWhenThatIsOver(Position position) {
    gate.set(position);
    long start = System.nanoTime();

    assertThat(gate.admits(Duration.ofMillis(20))).isFalse();
    assertThat(millisSince(start)).isGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"ON, true", "SLOW, true", "OFF, false"})
  void set_whileFrozen_callGoesOnAsItSaysNow(Position to, boolean admitted) {
    gate.set(Position.FROZEN);
    CompletableFuture<Boolean> call = held();

    gate.set(to);

    assertThat(call.join()).isEqualTo(admitted);
  }

  @Test
  void thaw_frozen_callIsRefused() {
    gate.set(Position.FROZEN);
    CompletableFuture<Boolean> call = held();

    gate.thaw();

    assertThat(call.join()).isFalse();
    assertThat(gate.position()).isEqualTo(Position.OFF);
  }

  @ParameterizedTest
  @EnumSource(
      value = Position.class,
      names = {"ON", "OFF", "SLOW"})
  void thaw_notFrozen_staysAsItIs(Position position) {
    gate.set(position);

    gate.thaw();

    assertThat(gate.position()).isEqualTo(position);
  }

  @Test
  void slowDown_slow_laterByItsDelay() {
    gate.set(Position.SLOW);
    long start = System.nanoTime();

    gate.slowDown();

    assertThat(millisSince(start)).isGreaterThanOrEqualTo(DELAY.toMillis());
  }

  /** A call that the switch holds up by now. */
  private CompletableFuture<Boolean> held() {
    CompletableFuture<Boolean> call = new CompletableFuture<>();
    Thread caller = new Thread(() -> call.complete(gate.admits(LONG)));
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    return call;
  }

  @Test
  void admits_interruptedWhileFrozen_refusesAndStaysInterrupted() {
    gate.set(Position.FROZEN);
    Thread.currentThread().interrupt();

    assertThat(gate.admits(LONG)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
