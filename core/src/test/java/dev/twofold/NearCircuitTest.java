package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.resilience.CircuitState;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A near tier that fails or hesitates is left out, within a wave and then by all requests. */
class NearCircuitTest {

  private static final int ALL = 200;
  private static final String FROM_NEAR = "asked=200 near=200";
  private static final String FROM_BELOW = "asked=200 distributed=200";

  private final AtomicLong nanoTime = new AtomicLong();
  private final InMemoryNearTier near = new InMemoryNearTier(nanoTime::get);
  private final Twofold twofold =
      new EngineBuilder()
          .nanoTime(nanoTime::get)
          .settings(TwofoldSettings.builder().nearBudget(Duration.ofMillis(100)).build())
          .near(near)
          .distributed(new InMemoryTier())
          .register(new Names(ALL), new Titles(ALL))
          .build();

  @BeforeEach
  void fill() {
    read();
    assertThat(read()).isEqualTo(FROM_NEAR);
  }

  @AfterEach
  void close() {
    twofold.close();
  }

  private static List<Long> keys() {
    return LongStream.rangeClosed(1, ALL).boxed().toList();
  }

  /** What a request for all keys of one loader costs. */
  private String read() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(Names.class, keys()).found()).hasSize(ALL);
      return Costs.of(scope, "Names");
    }
  }

  private CircuitStats circuit() {
    return twofold.stats().circuits().get("near");
  }

  private void takeAMillisecondPerGet() {
    near.beforeGets(() -> nanoTime.addAndGet(Duration.ofMillis(1).toNanos()));
  }

  private void open() {
    near.throwUnchecked();
    for (int i = 0; i < 8; i++) {
      assertThat(read()).isEqualTo(FROM_BELOW);
    }
    assertThat(circuit().state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void broken_isLeftOut_andTriedAgainAfterThePause() {
    open();
    near.recover();
    int before = near.gets();

    assertThat(read()).isEqualTo(FROM_BELOW);
    assertThat(near.gets()).isEqualTo(before);
    nanoTime.addAndGet(Duration.ofMillis(1001).toNanos());

    assertThat(read()).isEqualTo(FROM_NEAR);
    assertThat(circuit().state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void leftOut_isNotFilled() {
    open();
    near.recover();
    int before = near.puts();

    assertThat(read()).isEqualTo(FROM_BELOW);

    assertThat(near.puts()).isEqualTo(before);
  }

  @Test
  void oneKeyThatFails_saysNothingOfTheOthers() {
    for (int i = 0; i < 20; i++) {
      AtomicInteger gets = new AtomicInteger();
      near.beforeGets(
          () -> {
            if (gets.incrementAndGet() == 3) {
              throw new IllegalStateException("an entry that nobody can read");
            }
          });
      assertThat(read()).isEqualTo("asked=200 near=199 distributed=1");
    }
    assertThat(circuit()).isEqualTo(new CircuitStats(CircuitState.CLOSED, 0, 0));
  }

  @Test
  void slow_isAskedUntilItsBudgetIsOver() {
    takeAMillisecondPerGet();

    // It looks at the clock after every 64 keys.
    assertThat(read()).isEqualTo("asked=200 near=128 distributed=72");
  }

  @Test
  void budget_isThatOfTheWholeWave() {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Titles.class, keys());
    }
    takeAMillisecondPerGet();

    try (LoadScope scope = twofold.open()) {
      keys().forEach(key -> scope.lazy(Names.class, key));
      scope.findAll(Titles.class, keys());
      assertThat(scope.stats().loader("Names").near() + scope.stats().loader("Titles").near())
          .isEqualTo(128);
      assertThat(scope.stats().multiGets()).isEqualTo(1);
    }
  }

  @Test
  void alwaysSlow_isLeftOut() {
    takeAMillisecondPerGet();
    for (int i = 0; i < 8; i++) {
      read();
    }

    assertThat(read()).isEqualTo(FROM_BELOW);
    assertThat(circuit().opened()).isEqualTo(1);
  }

  @Test
  void withoutANearTier_thereIsNoCircuit() {
    try (Twofold local = Twofold.builder().register(new Names(1)).build()) {
      assertThat(local.stats().circuits()).isEmpty();
    }
  }
}
