package dev.twofold.internal.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifetimeTest {

  private static final Duration BASE = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final ParameterValues NONE = ParameterValues.none();
  private static final LifetimePolicy ADAPTIVE =
      LifetimePolicy.DEFAULT.withShortest(SHORTEST).withLongest(LONGEST);

  private final AtomicLong now = new AtomicLong();
  private double fullness;
  private double random;

  private Lifetime lifetime(LifetimePolicy policy) {
    return lifetime(true, RegionPolicy.DEFAULT.withLifetime(policy));
  }

  private Lifetime lifetime(boolean distributed, RegionPolicy policy) {
    return new Lifetimes(distributed, () -> fullness, now::get, () -> random).of("users", policy);
  }

  private static void read(Lifetime lifetime, long key, int times) {
    for (int i = 0; i < times; i++) {
      lifetime.read(NONE, key);
    }
  }

  private static void took(Lifetime lifetime, Duration load, int keys) {
    lifetime.loaded(load.toNanos(), keys);
  }

  @Nested
  class Adaptive {

    private final Lifetime lifetime = lifetime(ADAPTIVE);

    @Test
    void notAdaptive_isAsItIsSet() {
      Lifetime fixed = lifetime(LifetimePolicy.DEFAULT);
      took(fixed, Duration.ofSeconds(1), 1);
      read(fixed, 1, 1_000);
      fullness = 1.0;

      assertThat(fixed.timeToLive(NONE, 1L)).isEqualTo(BASE);
    }

    @Test
    void costUnknown_isAsItIsSet() {
      read(lifetime, 1, 1_000);

      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE);
    }

    @Test
    void worthTenMilliseconds_isAsItIsSet() {
      took(lifetime, Duration.ofMillis(100), 100);
      read(lifetime, 1, 10);

      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE);
    }

    @Test
    void readMoreOften_livesLonger_byTheRoot() {
      took(lifetime, Duration.ofMillis(1), 1);
      read(lifetime, 1, 40);
      read(lifetime, 2, 90);

      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE.multipliedBy(2));
      assertThat(lifetime.timeToLive(NONE, 2L)).isEqualTo(BASE.multipliedBy(3));
    }

    @Test
    void loadedAtMoreCost_livesLonger() {
      took(lifetime, Duration.ofMillis(4), 1);
      read(lifetime, 1, 10);

      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE.multipliedBy(2));
    }

    @Test
    void bounds_areKept() {
      took(lifetime, Duration.ofMillis(10), 10_000);
      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(SHORTEST);

      Lifetime expensive = lifetime(ADAPTIVE);
      took(expensive, Duration.ofSeconds(1), 1);
      assertThat(expensive.timeToLive(NONE, 1L)).isEqualTo(LONGEST);
    }

    @Test
    void boundLeftOut_isTheTimeToLive() {
      Lifetime shorter = lifetime(LifetimePolicy.DEFAULT.withShortest(SHORTEST));
      took(shorter, Duration.ofSeconds(1), 1);

      assertThat(shorter.timeToLive(NONE, 1L)).isEqualTo(BASE);
    }

    @Test
    void readsOfOtherParameters_areOthers() {
      Parameter<String> locale = Parameter.of("locale", String.class);
      took(lifetime, Duration.ofMillis(10), 1);
      read(lifetime, 1, 9);

      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE.multipliedBy(3));
      assertThat(lifetime.timeToLive(ParameterValues.of(locale, "de"), 1L)).isEqualTo(BASE);
    }

    @Test
    void readsLongAgo_countNoMore() {
      took(lifetime, Duration.ofMillis(10), 1);
      read(lifetime, 1, 100);
      now.addAndGet(BASE.multipliedBy(2).toNanos());

      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE);
    }

    @Test
    void storageIsTight_livesShorter_andIfItIsFullTheShortest() {
      took(lifetime, Duration.ofMillis(10), 1);
      fullness = 0.8;
      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(BASE);

      fullness = 1.0;
      assertThat(lifetime.timeToLive(NONE, 1L)).isEqualTo(SHORTEST);

      fullness = 0.9;
      assertThat(lifetime.timeToLive(NONE, 1L))
          .isBetween(Duration.ofSeconds(329), Duration.ofSeconds(331));
    }
  }

  @Nested
  class Ahead {

    private final Lifetime lifetime = lifetime(LifetimePolicy.REFRESHING);

    @Test
    void window_isTheRestOfTheTimeToLive() {
      assertThat(lifetime.window(NONE, 1L)).isEqualTo(Duration.ofMinutes(2));
      assertThat(lifetime.windowInNear(NONE, 1L)).isZero();
      assertThat(lifetime.isCoordinated()).isTrue();
    }

    @Test
    void nearEntries_endWhenItBegins_andAreBriefFromThenOn() {
      assertThat(lifetime.inNear(BASE, NONE, 1L)).isEqualTo(Duration.ofMinutes(8));
      assertThat(lifetime.inNear(Duration.ofMinutes(2), NONE, 1L))
          .isEqualTo(Duration.ofSeconds(15));
      assertThat(lifetime.inNear(Duration.ofSeconds(1), NONE, 1L)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutDistributedTier_isOfTheTimeInTheNearTier() {
      Lifetime alone =
          lifetime(
              false,
              RegionPolicy.DEFAULT
                  .withNear(NearPolicy.DEFAULT.withTimeToLive(Duration.ofMinutes(5)))
                  .withLifetime(LifetimePolicy.REFRESHING));

      assertThat(alone.windowInNear(NONE, 1L)).isEqualTo(Duration.ofMinutes(1));
      assertThat(alone.inNear(BASE, NONE, 1L)).isEqualTo(BASE);
      assertThat(alone.isCoordinated()).isFalse();
    }
  }

  @Nested
  class Early {

    private final Lifetime lifetime = lifetime(LifetimePolicy.DEFAULT.withEarlyExpiration(2));

    @Test
    void window_isDeltaTimesBetaTimesTheLogarithmOfChance() {
      took(lifetime, Duration.ofMillis(100), 10);
      random = 1 - Math.exp(-3);

      assertThat(lifetime.window(NONE, 1L))
          .isBetween(Duration.ofMillis(599), Duration.ofMillis(601));
      assertThat(lifetime.windowInNear(NONE, 1L))
          .isBetween(Duration.ofMillis(599), Duration.ofMillis(601));
      random = 0.0;
      assertThat(lifetime.window(NONE, 1L)).isZero();
      assertThat(lifetime.isCoordinated()).isFalse();
      assertThat(lifetime.inNear(BASE, NONE, 1L)).isEqualTo(BASE);
    }

    @Test
    void loadsOfNoTime_countAsAMillisecond() {
      random = 1 - Math.exp(-1);

      assertThat(lifetime.window(NONE, 1L).toNanos()).isBetween(1_999_000L, 2_001_000L);
    }
  }
}
