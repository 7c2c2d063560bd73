package dev.twofold.demo.fault;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.DistributedTierContract;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import dev.twofold.testing.RecordingTierListener;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SwitchedTierTest {

  private static final TierKey ADA = key(1);
  private static final Duration BUDGET = Duration.ofMillis(50);

  private final InMemoryTier behind = new InMemoryTier();
  private final FaultSwitch gate = new FaultSwitch(Duration.ofMillis(10));
  private final DistributedTier tier = new SwitchedTier(behind, gate);

  /** Switched on, it is the tier behind it. */
  @Nested
  class On extends DistributedTierContract {

    private final ManualTime time = new ManualTime();
    private final InMemoryTier shared = new InMemoryTier(time);
    private final DistributedTier node = new SwitchedTier(shared.node(), gate);
    private final DistributedTier otherNode = new SwitchedTier(shared.node(), gate);

    @Override
    protected DistributedTier tier() {
      return node;
    }

    @Override
    protected DistributedTier otherTier() {
      return otherNode;
    }

    @Override
    protected void elapse(Duration duration) {
      time.advance(duration);
    }
  }

  static Stream<Method> operations() {
    return Stream.of(DistributedTier.class.getMethods());
  }

  /** A default method that is not passed on would hide what the tier behind it says. */
  @ParameterizedTest
  @MethodSource("operations")
  void operations_all_overridden(Method operation) {
    assertThatCode(
            () ->
                SwitchedTier.class.getDeclaredMethod(
                    operation.getName(), operation.getParameterTypes()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(
      value = Position.class,
      names = {"OFF", "FROZEN"})
  void trips_brokenTier_failWithinTheirBudget(Position position) {
    gate.set(position);

    assertThatThrownBy(() -> tier.getAll(List.of(ADA), Claim.LEASE, BUDGET))
        .isInstanceOf(TierException.class)
        .hasMessage(
            "a look-up of 1 keys did not reach the distributed tier within 50 ms:"
                + " its fault switch is '%s'",
            position.text());
    assertThatThrownBy(() -> tier.putAll(List.of(), List.of(), List.of(ADA), BUDGET))
        .isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.invalidate(stale(), BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.begin(stale(), BUDGET, BUDGET)).isInstanceOf(TierException.class);
    assertThat(behind.multiGets()).isZero();
    assertThat(behind.multiSets()).isZero();
    assertThat(behind.removals()).isZero();
    assertThat(behind.brackets()).isZero();
  }

  @Test
  void brackets_brokenTier_neitherEndedNorWithdrawn() {
    TierUse use = new TierUse("app", BUDGET, Duration.ZERO, Duration.ofDays(1));
    tier.start(use, new RecordingTierListener());
    Bracket bracket = tier.begin(stale(), BUDGET, BUDGET);
    gate.set(Position.OFF);

    assertThatThrownBy(() -> tier.end(bracket, stale(), BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.withdraw(bracket, BUDGET)).isInstanceOf(TierException.class);
  }

  private static Invalidation stale() {
    return Invalidation.ofKeys(Set.of(ADA.stale()));
  }

  @Test
  void lookup_slowTier_answersLater() {
    gate.set(Position.SLOW);
    long start = System.nanoTime();

    assertThat(tier.getAll(List.of(ADA), Claim.NONE, BUDGET)).hasSize(1);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(10));
    assertThat(behind.multiGets()).isEqualTo(1);
  }

  @Test
  void close_brokenTier_closesTheOneBehind() {
    gate.set(Position.FROZEN);

    tier.close();

    assertThat(behind.isClosed()).isTrue();
  }
}
