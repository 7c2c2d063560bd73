package dev.twofold.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LifetimePolicyTest {

  private static final LifetimePolicy POLICY = LifetimePolicy.DEFAULT;

  @Test
  void defaults_areOff() {
    assertThat(POLICY).isEqualTo(new LifetimePolicy(0, 0, Duration.ZERO, Duration.ZERO));
    assertThat(POLICY.refreshes()).isFalse();
    assertThat(POLICY.isAdaptive()).isFalse();
    assertThat(RegionPolicy.DEFAULT.lifetime()).isEqualTo(POLICY);
  }

  @Test
  void refreshing_isFromFourFifthsOn() {
    assertThat(LifetimePolicy.REFRESHING).isEqualTo(POLICY.withRefreshAhead(0.8));
    assertThat(LifetimePolicy.REFRESHING.refreshes()).isTrue();
  }

  @Test
  void with_changesOnePart() {
    LifetimePolicy changed =
        POLICY
            .withRefreshAhead(0.5)
            .withEarlyExpiration(2)
            .withShortest(Duration.ofSeconds(1))
            .withLongest(Duration.ofDays(1));

    assertThat(changed)
        .isEqualTo(new LifetimePolicy(0.5, 2, Duration.ofSeconds(1), Duration.ofDays(1)));
    assertThat(RegionPolicy.DEFAULT.withLifetime(changed).withJitter(0).lifetime())
        .isEqualTo(changed);
  }

  @Test
  void oneBound_isAdaptive() {
    assertThat(POLICY.withShortest(Duration.ofSeconds(1)).isAdaptive()).isTrue();
    assertThat(POLICY.withLongest(Duration.ofDays(1)).isAdaptive()).isTrue();
    assertThat(POLICY.withEarlyExpiration(1).refreshes()).isTrue();
  }

  @Test
  void valuesOutOfBounds_areRefusedByName() {
    assertRefused(
        () -> POLICY.withRefreshAhead(1),
        "region setting 'refreshAhead' is 1.0; allowed: 0 (off), or 0.1 to 0.99");
    assertRefused(
        () -> POLICY.withRefreshAhead(Double.NaN),
        "region setting 'refreshAhead' is NaN; allowed: 0 (off), or 0.1 to 0.99");
    assertRefused(
        () -> POLICY.withEarlyExpiration(-1),
        "region setting 'earlyExpiration' is -1.0; allowed: 0 (off), or 0.1 to 100");
    assertRefused(
        () -> POLICY.withShortest(Duration.ofNanos(1)),
        "region setting 'shortestTimeToLive' is PT0.000000001S; allowed: zero (the time to live),"
            + " or 1 millisecond to 3650 days");
    assertRefused(
        () -> POLICY.withLongest(Duration.ofDays(3651)),
        "region setting 'longestTimeToLive' is PT87624H; allowed: zero (the time to live), or 1"
            + " millisecond to 3650 days");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }
}
