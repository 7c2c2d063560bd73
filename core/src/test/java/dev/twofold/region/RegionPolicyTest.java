package dev.twofold.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegionPolicyTest {

  private static final RegionPolicy POLICY = RegionPolicy.DEFAULT;

  @Test
  void defaults_areAsWritten() {
    assertThat(POLICY)
        .isEqualTo(
            new RegionPolicy(
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                0.1,
                1_048_576,
                Consistency.AVAILABLE,
                Duration.ZERO,
                new NearPolicy(10_000, Duration.ofMinutes(10), 0, 0),
                new CompressionPolicy(CompressionCodec.NONE, 2_048),
                LifetimePolicy.DEFAULT,
                WriteMode.INVALIDATE));
    assertThat(new RegionPolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), 0.1, 1_048_576))
        .isEqualTo(POLICY);
  }

  @Test
  void with_changesOnePart() {
    assertThat(
            POLICY
                .withTimeToLive(Duration.ofSeconds(1))
                .withNegativeTimeToLive(Duration.ZERO)
                .withJitter(0.5)
                .withMaximumValueBytes(1)
                .withConsistency(Consistency.STRICT)
                .withHoldOff(Duration.ofSeconds(2))
                .withNear(NearPolicy.OFF)
                .withCompression(new CompressionPolicy(CompressionCodec.LZ4, 512))
                .withLifetime(LifetimePolicy.REFRESHING)
                .withHoldOff(Duration.ZERO)
                .withWrites(WriteMode.THROUGH))
        .isEqualTo(
            new RegionPolicy(
                Duration.ofSeconds(1),
                Duration.ZERO,
                0.5,
                1,
                Consistency.STRICT,
                Duration.ZERO,
                NearPolicy.OFF,
                new CompressionPolicy(CompressionCodec.LZ4, 512),
                LifetimePolicy.REFRESHING,
                WriteMode.THROUGH));
  }

  @Test
  void writingThrough_whereNothingIsFilledAfterAWrite_isRefused() {
    assertRefused(
        () -> POLICY.withHoldOff(Duration.ofSeconds(1)).withWrites(WriteMode.THROUGH),
        "region setting 'writes' is THROUGH; allowed: INVALIDATE, because the region has a hold-off"
            + " and nothing is filled after a write");
  }

  @Test
  void valuesOutOfBounds_areRefusedByName() {
    assertRefused(
        () -> POLICY.withTimeToLive(Duration.ZERO),
        "region setting 'timeToLive' is PT0S; allowed: 1 millisecond to 3650 days");
    assertRefused(
        () -> POLICY.withTimeToLive(Duration.ofDays(3651)),
        "region setting 'timeToLive' is PT87624H; allowed: 1 millisecond to 3650 days");
    assertRefused(
        () -> POLICY.withTimeToLive(Duration.ofSeconds(Long.MAX_VALUE)),
        "region setting 'timeToLive' is PT2562047788015215H30M7S; allowed: 1 millisecond to 3650"
            + " days");
    assertRefused(
        () -> POLICY.withNegativeTimeToLive(Duration.ofSeconds(-1)),
        "region setting 'negativeTimeToLive' is PT-1S; allowed: zero (absence is not remembered) to"
            + " 3650 days");
    assertRefused(
        () -> POLICY.withJitter(0.6), "region setting 'jitter' is 0.6; allowed: 0 to 0.5");
    assertRefused(
        () -> POLICY.withJitter(-0.1), "region setting 'jitter' is -0.1; allowed: 0 to 0.5");
    assertRefused(
        () -> POLICY.withJitter(Double.NaN), "region setting 'jitter' is NaN; allowed: 0 to 0.5");
    assertRefused(
        () -> POLICY.withMaximumValueBytes(0),
        "region setting 'maximumValueBytes' is 0; allowed: 1 or more");
    assertRefused(
        () -> POLICY.withHoldOff(Duration.ofSeconds(-1)),
        "region setting 'holdOff' is PT-1S; allowed: zero (loads read the primary) to 1 hour");
    assertRefused(
        () -> POLICY.withHoldOff(Duration.ofMinutes(61)),
        "region setting 'holdOff' is PT1H1M; allowed: zero (loads read the primary) to 1 hour");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }
}
