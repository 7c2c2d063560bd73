package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryNearTierTest {

  @Nested
  class OnHeap extends NearRegionContract {

    @Override
    protected NearTier tier() {
      return new InMemoryNearTier();
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 0, 0);
    }
  }

  @Nested
  class BelowHeap extends NearRegionContract {

    @Override
    protected NearTier tier() {
      return new InMemoryNearTier();
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 1 << 20, 0);
    }
  }

  private final InMemoryNearTier tier = new InMemoryNearTier(() -> 0);
  private final NearRegion region = tier.open("users", NearPolicy.DEFAULT);
  private final NearKey key =
      NearKey.of(
          new EntryGroup(
              "shop:users", "", ":1", 1, new Region("users", Consistency.STRICT, Duration.ZERO)),
          "1");

  @Test
  void calls_areCounted() {
    region.get(key);
    region.put(key, new NearEntry("Ada", null, 0, 1, Set.of()), null);
    region.get(key);
    region.get(key);
    region.remove(key);

    assertThat(tier.gets()).isEqualTo(3);
    assertThat(tier.hits()).isEqualTo(2);
    assertThat(tier.puts()).isEqualTo(1);
    assertThat(tier.removes()).isEqualTo(1);
    assertThat(tier.region("users")).isSameAs(region);
  }

  @Test
  void throwUnchecked_untilRecovered() {
    region.put(key, new NearEntry("Ada", null, 0, 1, Set.of()), null);

    tier.throwUnchecked();
    assertThatThrownBy(() -> region.get(key)).isInstanceOf(IllegalStateException.class);

    tier.recover();
    assertThat(region.get(key)).isNotNull();
  }
}
