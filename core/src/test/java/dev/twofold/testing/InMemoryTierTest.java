package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InMemoryTierTest extends DistributedTierContract {

  private static final TierKey ADA = key(1);
  private static final TierKey GRACE = key(2);

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final DistributedTier node = tier.node();
  private final DistributedTier otherNode = tier.node();

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

  @Test
  void counts_callsWithKeys_countCallsAndKeysApart() {
    tier.getAll(List.of(ADA, GRACE, ADA), Claim.NONE, BUDGET);
    tier.getAll(List.of(), Claim.NONE, BUDGET);
    tier.putAll(List.of(fill(ADA, Duration.ofMinutes(1))), List.of(), List.of(), BUDGET);
    tier.invalidate(stale(ADA), BUDGET);

    assertThat(tier.multiGets()).isEqualTo(2);
    assertThat(tier.keysAsked()).isEqualTo(4);
    assertThat(tier.multiSets()).isEqualTo(1);
    assertThat(tier.keysSet()).isEqualTo(1);
    assertThat(tier.removals()).isEqualTo(1);
  }

  @Test
  void timeToLive_untilTheLastNanosecond_keepsTheEntry() {
    tier.putAll(List.of(fill(ADA, Duration.ofMinutes(1))), List.of(), List.of(), BUDGET);

    time.advance(Duration.ofMinutes(1).minusNanos(1));
    assertThat(tier.timeToLive(ADA.text())).isEqualTo(Duration.ofNanos(1));
    assertThat(tier.contents()).containsOnlyKeys(ADA.text());

    time.advance(Duration.ofNanos(1));
    assertThat(tier.timeToLive(ADA.text())).isZero();
    assertThat(tier.contents()).isEmpty();
  }

  @Test
  void corrupt_anyBytes_areUndecodable() {
    tier.corrupt(ADA.text(), new byte[] {1, 2, 3});

    assertThat(tier.getAll(List.of(ADA), Claim.NONE, BUDGET))
        .containsExactly(new Lookup.Unknown(true));
  }

  /** Asks for the lease that the entry is put with. */
  private Fill fill(TierKey key, Duration timeToLive) {
    Lease lease = ((Lookup.Granted) tier.getAll(List.of(key), Claim.LEASE, BUDGET).get(0)).lease();
    return new Fill(key, new byte[] {42}, timeToLive, Set.of(), lease);
  }
}
