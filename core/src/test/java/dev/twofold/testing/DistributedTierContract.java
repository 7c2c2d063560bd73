package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.group;
import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link DistributedTier} must do. Each test gets an empty tier. */
public abstract class DistributedTierContract extends InvalidationContract {

  @Nested
  class Brackets {

    private final TierKey account = key(group("AccountLoader", STRICT), 1);

    @Test
    void begin_key_removesItAndBarsIt() {
      put(account, bytes("old"));

      node().begin(stale(account), HOUR, BUDGET);

      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(other().getAll(List.of(account), Claim.LEASE, BUDGET))
          .containsExactly(new Lookup.Barred());
    }

    @Test
    void begin_key_takesTheLeaseWithIt() {
      Lease lease = lease(account);

      node().begin(stale(account), HOUR, BUDGET);

      assertThat(fill(fill(account, bytes("old"), lease))).isFalse();
    }

    @Test
    void begin_key_removesAllVariants() {
      TierKey german = variant(account, "[locale=2=de]:1");
      put(account, bytes("old"));
      put(german, bytes("alt"));

      other().begin(stale(account), HOUR, BUDGET);

      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(claim(german)).isEqualTo(new Lookup.Barred());
    }

    @Test
    void begin_key_barsNoOthers() {
      node().begin(stale(account), HOUR, BUDGET);

      assertThat(claim(key(account.group(), 2))).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void end_key_canBeFilledAgainAndIsTold() {
      awaitListening();
      Bracket bracket = node().begin(stale(account), HOUR, BUDGET);

      node().end(bracket, Invalidation.NOTHING, BUDGET);

      put(account, bytes("new"));
      assertHit(get(account), bytes("new"));
      await()
          .untilAsserted(() -> assertThat(otherListener.invalidations()).contains(stale(account)));
    }

    @Test
    void withdraw_key_canBeFilledAgain() {
      Bracket bracket = node().begin(stale(account), HOUR, BUDGET);

      node().withdraw(bracket, BUDGET);

      put(account, bytes("same"));
    }

    @Test
    void end_oneOfTwoBrackets_leavesTheOther() {
      Bracket mine = node().begin(stale(account), HOUR, BUDGET);
      Bracket others = other().begin(stale(account), HOUR, BUDGET);

      node().end(mine, Invalidation.NOTHING, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());

      other().withdraw(others, BUDGET);
      assertThat(claim(account)).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void begin_neverEnded_isOverWithItsTime() {
      node().begin(stale(account), BRIEF, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());

      elapse(BRIEF);

      await().untilAsserted(() -> assertThat(claim(account)).isInstanceOf(Lookup.Granted.class));
    }

    @Test
    void begin_shorterThanAnother_leavesTheOthersTime() {
      node().begin(stale(account), HOUR, BUDGET);
      node().begin(stale(account), BRIEF, BUDGET);
      elapse(BRIEF);

      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
    }

    @Test
    void begin_region_clearsAndBarsItUntilTheEnd() {
      put(account, bytes("old"));

      Bracket bracket = node().begin(region(STRICT), HOUR, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());

      node().end(bracket, Invalidation.NOTHING, BUDGET);
      put(account, bytes("new"));
    }

    @Test
    void begin_loader_clearsAndBarsItUntilItIsWithdrawn() {
      put(account, bytes("old"));

      Bracket bracket = node().begin(loader(account.group()), HOUR, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(claim(ada())).isInstanceOf(Lookup.Granted.class);

      node().withdraw(bracket, BUDGET);
      put(account, bytes("new"));
    }

    @Test
    void begin_isNotFilledFromAVantageThatKnowsOfIt() {
      claim(ada());
      Bracket bracket = node().begin(Invalidation.ofKeys(Set.of(ada().stale())), HOUR, BUDGET);

      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of(), node().vantage()))).isFalse();

      node().withdraw(bracket, BUDGET);
      assertThat(fill(new Fill(ada(), bytes("new"), HOUR, Set.of(), node().vantage()))).isTrue();
    }

    @Test
    void begin_tag_isNotFilledUntilTheEnd() {
      Bracket bracket = node().begin(tag("red"), HOUR, BUDGET);
      Lease lease = lease(ada());

      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of("red"), lease))).isFalse();

      node().end(bracket, Invalidation.NOTHING, BUDGET);
      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of("red"), lease))).isFalse();
    }
  }

  @Nested
  class Close {

    @Test
    void start_twice_isRefused() {
      DistributedTier tier = node();

      assertThatThrownBy(() -> tier.start(USE, listener)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_twice_isHarmless() {
      node().close();

      assertThatCode(() -> node().close()).doesNotThrowAnyException();
    }

    @Test
    void close_thenCalled_throwsTierException() {
      Lease lease = lease(ada());
      DistributedTier tier = node();
      tier.close();

      assertThatThrownBy(() -> tier.getAll(List.of(ada()), Claim.NONE, BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(
              () ->
                  tier.putAll(
                      List.of(fill(ada(), bytes("ada"), lease)), List.of(), List.of(), BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.invalidate(stale(ada()), BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.begin(stale(ada()), HOUR, BUDGET))
          .isInstanceOf(TierException.class);
    }
  }
}
