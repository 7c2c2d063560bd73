package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryTierTest extends DistributedTierContract {

  private static final Duration BUDGET = Duration.ofMillis(200);
  private static final TierKey ADA = new TierKey("app:UserLoader:1", 1);
  private static final TierKey GRACE = new TierKey("app:UserLoader:2", 1);

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);

  @Override
  protected DistributedTier tier() {
    return tier;
  }

  @Override
  protected void elapse(Duration duration) {
    time.advance(duration);
  }

  @Test
  void counts_callsWithKeys_countCallsAndKeysApart() {
    tier.getAll(List.of(ADA, GRACE, ADA), BUDGET);
    tier.getAll(List.of(), BUDGET);
    tier.putAll(List.of(fill(ADA, Duration.ofMinutes(1))), BUDGET);
    tier.removeAll(List.of(ADA), BUDGET);

    assertThat(tier.multiGets()).isEqualTo(1);
    assertThat(tier.keysAsked()).isEqualTo(3);
    assertThat(tier.multiSets()).isEqualTo(1);
    assertThat(tier.keysSet()).isEqualTo(1);
    assertThat(tier.removals()).isEqualTo(1);
  }

  @Test
  void timeToLive_untilTheLastNanosecond_keepsTheEntry() {
    tier.putAll(List.of(fill(ADA, Duration.ofMinutes(1))), BUDGET);

    time.advance(Duration.ofMinutes(1).minusNanos(1));
    assertThat(tier.timeToLive(ADA)).isEqualTo(Duration.ofNanos(1));
    assertThat(tier.contents()).containsOnlyKeys(ADA.text());

    time.advance(Duration.ofNanos(1));
    assertThat(tier.timeToLive(ADA)).isZero();
    assertThat(tier.contents()).isEmpty();
  }

  @Test
  void corrupt_anyBytes_areUndecodable() {
    tier.corrupt(ADA, new byte[] {1, 2, 3});

    assertThat(tier.getAll(List.of(ADA), BUDGET)).containsExactly(Lookup.undecodable());
  }

  private static Fill fill(TierKey key, Duration timeToLive) {
    return new Fill(key, new byte[] {42}, timeToLive);
  }
}
