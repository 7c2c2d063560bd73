package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlakyTierTest {

  private static final Duration BUDGET = Duration.ofMillis(200);
  private static final List<TierKey> KEYS = List.of(new TierKey("a", 1), new TierKey("b", 1));

  private final InMemoryTier behind = new InMemoryTier(new ManualTime());
  private final FlakyTier tier = new FlakyTier(behind);

  @Test
  void fail_everyCall_throwsUntilRecovery() {
    tier.fail();

    assertThatThrownBy(() -> tier.getAll(KEYS, BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.putAll(List.of(), BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.removeAll(KEYS, BUDGET)).isInstanceOf(TierException.class);
    tier.recover();
    assertThat(tier.getAll(KEYS, BUDGET)).hasSize(2);
    assertThat(tier.failures()).isEqualTo(3);
    assertThat(behind.multiGets()).isEqualTo(1);
  }

  @Test
  void failNext_twoCalls_failsExactlyThese() {
    tier.failNext(2);

    assertThatThrownBy(() -> tier.getAll(KEYS, BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.getAll(KEYS, BUDGET)).isInstanceOf(TierException.class);
    assertThat(tier.getAll(KEYS, BUDGET)).hasSize(2);
  }

  @Test
  void answerShort_multiGet_leavesOutTheLastAnswer() {
    tier.answerShort();

    assertThat(tier.getAll(KEYS, BUDGET)).hasSize(1);
  }

  @Test
  void throwUnchecked_anyCall_throwsWhatTheContractForbids() {
    tier.throwUnchecked();

    assertThatIllegalStateException().isThrownBy(() -> tier.getAll(KEYS, BUDGET));
  }
}
