package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FlakyTierTest {

  private static final Duration BUDGET = Duration.ofMillis(200);
  private static final List<TierKey> KEYS = List.of(key("a"), key("b"));
  private static final Invalidation STALE = Invalidation.ofKeys(Set.of(key("a").stale()));
  private static final Bracket BRACKET = new Bracket(STALE, new Token(1, 1));

  private final InMemoryTier behind = new InMemoryTier(new ManualTime());
  private final FlakyTier tier = new FlakyTier(behind);

  @Test
  void fail_everyCall_throwsUntilRecovery() {
    tier.fail();

    assertThatThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET))
        .isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.putAll(List.of(), List.of(), List.of(), BUDGET))
        .isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.invalidate(STALE, BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.begin(STALE, BUDGET, BUDGET)).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.end(BRACKET, Invalidation.NOTHING, BUDGET))
        .isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.withdraw(BRACKET, BUDGET)).isInstanceOf(TierException.class);
    tier.recover();
    assertThat(tier.getAll(KEYS, Claim.NONE, BUDGET)).hasSize(2);
    assertThat(tier.failures()).isEqualTo(6);
    assertThat(behind.multiGets()).isEqualTo(1);
  }

  @Test
  void failNext_twoCalls_failsExactlyThese() {
    tier.failNext(2);

    assertThatThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET))
        .isInstanceOf(TierException.class);
    assertThatThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET))
        .isInstanceOf(TierException.class);
    assertThat(tier.getAll(KEYS, Claim.NONE, BUDGET)).hasSize(2);
  }

  @Test
  void answerShort_multiGet_leavesOutTheLastAnswer() {
    tier.answerShort();

    assertThat(tier.getAll(KEYS, Claim.NONE, BUDGET)).hasSize(1);
  }

  @Test
  void throwUnchecked_anyCall_throwsWhatTheContractForbids() {
    tier.throwUnchecked();

    assertThatIllegalStateException().isThrownBy(() -> tier.getAll(KEYS, Claim.NONE, BUDGET));
  }
}
