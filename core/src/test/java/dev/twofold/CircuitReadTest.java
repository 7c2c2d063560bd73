package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.resilience.CircuitState;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tier whose trips failed for some requests is not waited for by the next ones. */
class CircuitReadTest {

  private final Names names = new Names(10);
  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier);
  private final AtomicLong nanoTime = new AtomicLong();
  private final List<CircuitChange> changes = new CopyOnWriteArrayList<>();
  private final Twofold twofold =
      new EngineBuilder()
          .nanoTime(nanoTime::get)
          .settings(
              TwofoldSettings.builder()
                  .breaker(
                      policy ->
                          new BreakerPolicy(
                              6, 0.5, Duration.ofMillis(150), 0.8, Duration.ofSeconds(1)))
                  .build())
          .distributed(flaky)
          .observeCircuits(changes::add)
          .register(names)
          .build();

  @AfterEach
  void close() {
    twofold.close();
  }

  /** What a request for one key costs. */
  private String read() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      return Costs.of(scope);
    }
  }

  private CircuitStats circuit() {
    return twofold.stats().circuits().get("distributed");
  }

  private void waitForTheNextTry() {
    nanoTime.addAndGet(Duration.ofMillis(1001).toNanos());
  }

  private void open() {
    flaky.fail();
    for (int i = 0; i < 3; i++) {
      assertThat(read()).isEqualTo("waves=1 multiGets=1 distributedFailures=1");
    }
  }

  @Test
  void deadTier_costsThreeRequestsATrip_andTheNextOnesNothing() {
    open();

    assertThat(read()).isEqualTo("waves=1 skipped=1");
    assertThat(read()).isEqualTo("waves=1 skipped=1");
    assertThat(flaky.failures()).isEqualTo(3);
    assertThat(circuit()).isEqualTo(new CircuitStats(CircuitState.OPEN, 1, 2));
  }

  @Test
  void severalWaves_skipEachTime_andAskTheCircuitOnce() {
    open();
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      scope.find(Names.class, 2L);
      assertThat(Costs.of(scope)).isEqualTo("waves=2 skipped=2");
    }
    assertThat(circuit().skipped()).isEqualTo(1);
  }

  @Test
  void stillDeadAfterThePause_costsOneRequestATrip() {
    open();
    waitForTheNextTry();

    assertThat(read()).isEqualTo("waves=1 multiGets=1 distributedFailures=1");
    assertThat(read()).isEqualTo("waves=1 skipped=1");
    assertThat(circuit().opened()).isEqualTo(2);
  }

  @Test
  void backAfterThePause_isFilledAndUsed() {
    open();
    flaky.recover();
    assertThat(read()).isEqualTo("waves=1 skipped=1");
    waitForTheNextTry();

    assertThat(read()).isEqualTo("waves=1 multiGets=1 multiSets=1");
    assertThat(read()).isEqualTo("waves=1 multiGets=1");
    assertThat(circuit().state()).isEqualTo(CircuitState.CLOSED);
    assertThat(changes)
        .extracting(CircuitChange::to)
        .containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.CLOSED);
  }

  @Test
  void invalidation_whileItIsOpen_isTried_andItsSuccessEndsThePause() {
    open();
    flaky.recover();

    try (LoadScope scope = twofold.open()) {
      assertThat(scope.invalidate(Names.class, List.of(1L))).isTrue();
    }

    assertThat(read()).isEqualTo("waves=1 multiGets=1 multiSets=1");
  }

  @Test
  void failedInvalidations_openIt() {
    flaky.fail();
    try (LoadScope scope = twofold.open()) {
      for (int i = 0; i < 3; i++) {
        assertThat(scope.invalidate(Names.class, List.of(2L))).isFalse();
      }
    }
    assertThat(read()).isEqualTo("waves=1 skipped=1");
  }

  @Test
  void slowTier_isLeftOut() {
    read();
    flaky.beforeGets(() -> nanoTime.addAndGet(Duration.ofMillis(151).toNanos()));
    for (int i = 0; i < 8; i++) {
      read();
    }

    assertThat(read()).isEqualTo("waves=1 skipped=1");
    assertThat(flaky.failures()).isZero();
  }

  @Test
  void errorOfTheTier_leavesTheTrialToAnother() {
    open();
    flaky.recover();
    waitForTheNextTry();
    flaky.beforeGets(
        () -> {
          throw new AssertionError("broken");
        });
    try (LoadScope scope = twofold.open()) {
      assertThatThrownBy(() -> scope.find(Names.class, 1L)).isInstanceOf(AssertionError.class);
    }
    flaky.beforeGets(() -> {});

    assertThat(read()).isEqualTo("waves=1 multiGets=1 multiSets=1");
  }

  @Test
  void withoutATier_thereIsNoCircuit() {
    try (Twofold local = Twofold.builder().register(names).build()) {
      assertThat(local.stats().circuits()).isEmpty();
    }
  }
}
