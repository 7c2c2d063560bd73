package dev.twofold.demo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.region.NearPolicy;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.NearRegionContract;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SwitchedNearTierTest {

  private static final NearKey ADA = NearKey.of(TierKeys.GROUP, 1);
  private static final NearEntry OLD = new NearEntry("old", null, 0, Long.MAX_VALUE, Set.of());
  private static final NearEntry NEW = new NearEntry("new", null, 1, Long.MAX_VALUE, Set.of());

  private static final Duration DELAY = Duration.ofMillis(1);

  private final InMemoryNearTier behind = new InMemoryNearTier(() -> 0);
  private final FaultSwitch gate = new FaultSwitch(DELAY);
  private final NearTier tier = new SwitchedNearTier(behind, gate);
  private final NearRegion region = tier.open("users", NearPolicy.DEFAULT);

  /** Switched on, it is the tier behind it. */
  @Nested
  class On extends NearRegionContract {

    @Override
    protected NearTier tier() {
      return new SwitchedNearTier(new InMemoryNearTier(), gate);
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 0, 0);
    }
  }

  @BeforeEach
  void putOld() {
    region.put(ADA, OLD, null);
  }

  @Test
  void get_brokenTier_nothingUntilItIsOnAgain() {
    gate.set(Position.OFF);
    assertThat(region.get(ADA)).isNull();

    gate.set(Position.ON);
    assertThat(region.get(ADA)).isEqualTo(OLD);
  }

  @Test
  void get_slowTier_foundLater() {
    gate.set(Position.SLOW);
    long start = System.nanoTime();

    assertThat(region.get(ADA)).isEqualTo(OLD);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(DELAY.toNanos());
  }

  @Test
  void put_brokenTier_neitherNewNorOldComesBack() {
    gate.set(Position.OFF);
    region.put(ADA, NEW, null);

    gate.set(Position.ON);
    assertThat(region.get(ADA)).isNull();
  }

  @Test
  void promote_brokenTier_keepsNothing() {
    region.remove(ADA);
    gate.set(Position.OFF);
    region.promote(ADA, NEW.encoded(new byte[] {1}), "new");

    gate.set(Position.ON);
    assertThat(region.get(ADA)).isNull();
  }

  @Test
  void removeAndClear_brokenTier_doneAllTheSame() {
    gate.set(Position.OFF);
    region.remove(ADA);
    assertThat(region.size()).isZero();

    gate.set(Position.ON);
    region.put(ADA, NEW, null);
    gate.set(Position.OFF);
    region.clear();
    assertThat(region.size()).isZero();
  }

  @Test
  void close_brokenTier_closesTheOneBehind() {
    gate.set(Position.OFF);

    tier.close();

    assertThat(behind.isClosed()).isTrue();
  }
}
