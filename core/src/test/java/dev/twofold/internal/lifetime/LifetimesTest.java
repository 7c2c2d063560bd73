package dev.twofold.internal.lifetime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Policies of which each part is right, and that do not fit together. */
class LifetimesTest {

  private static final LifetimePolicy LIFETIME = LifetimePolicy.DEFAULT;

  private final Lifetimes lifetimes = new Lifetimes(true, () -> 0, () -> 0, () -> 0);

  private void assertRefused(RegionPolicy policy, String message) {
    assertThatThrownBy(() -> lifetimes.of("users", policy))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void refreshAheadAndEarlyExpiration_excludeEachOther() {
    assertRefused(
        RegionPolicy.DEFAULT.withLifetime(LifetimePolicy.REFRESHING.withEarlyExpiration(1)),
        "region 'users' has refreshAhead 0.8 and earlyExpiration 1.0; allowed: one of them, because"
            + " both load entries again before they end");
  }

  @Test
  void refreshAhead_isMoreThanTheJitter() {
    RegionPolicy jittered = RegionPolicy.DEFAULT.withJitter(0.5);

    assertRefused(
        jittered.withLifetime(LIFETIME.withRefreshAhead(0.5)),
        "region 'users' has refreshAhead 0.5 and jitter 0.5; allowed: a refreshAhead above the"
            + " jitter, or entries would be loaded again as soon as they are read");
    assertThatCode(
            () -> lifetimes.of("users", jittered.withLifetime(LIFETIME.withRefreshAhead(0.51))))
        .doesNotThrowAnyException();
  }

  @Test
  void timeToLive_isBetweenItsBounds() {
    assertRefused(
        RegionPolicy.DEFAULT.withLifetime(LIFETIME.withShortest(Duration.ofMinutes(11))),
        "region 'users' has shortestTimeToLive PT11M, timeToLive PT10M and longestTimeToLive PT0S;"
            + " allowed: in this order");
    assertRefused(
        RegionPolicy.DEFAULT.withLifetime(LIFETIME.withLongest(Duration.ofMinutes(9))),
        "region 'users' has shortestTimeToLive PT0S, timeToLive PT10M and longestTimeToLive PT9M;"
            + " allowed: in this order");
  }
}
