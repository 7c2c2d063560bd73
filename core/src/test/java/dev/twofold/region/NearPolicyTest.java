package dev.twofold.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NearPolicyTest {

  private static final NearPolicy POLICY = NearPolicy.DEFAULT;

  @Test
  void defaults_areAsWritten() {
    assertThat(POLICY)
        .isEqualTo(
            new NearPolicy(
                10_000, Duration.ofMinutes(10), 0, 0, Duration.ZERO, 1 << 20, 0, Restart.DROP));
    assertThat(new NearPolicy(10_000, Duration.ofMinutes(10), 0, 0, Duration.ZERO))
        .isEqualTo(POLICY);
    assertThat(new NearPolicy(10_000, Duration.ofMinutes(10), 0, 0)).isEqualTo(POLICY);
    assertThat(POLICY.isOn()).isTrue();
    assertThat(NearPolicy.OFF.isOn()).isFalse();
    assertThat(RegionPolicy.DEFAULT.near()).isEqualTo(POLICY);
  }

  @Test
  void with_changesOnePart() {
    assertThat(
            POLICY
                .withEntries(5)
                .withTimeToLive(Duration.ofSeconds(6))
                .withOffHeapBytes(1L << 33)
                .withDiskBytes(1L << 40)
                .withGrace(Duration.ofHours(7))
                .withHeapValueBytes(8)
                .withDiskValueBytes(9)
                .withRestart(Restart.KEEP))
        .isEqualTo(
            new NearPolicy(
                5,
                Duration.ofSeconds(6),
                1L << 33,
                1L << 40,
                Duration.ofHours(7),
                8,
                9,
                Restart.KEEP));
    assertThat(POLICY.withGrace(Duration.ofHours(7)).withEntries(5).withOffHeapBytes(6).grace())
        .isEqualTo(Duration.ofHours(7));
  }

  @Test
  void largestValue_isTheLargestLimitOfItsPlaces() {
    assertThat(POLICY.largestValue()).isEqualTo(1 << 20);
    NearPolicy disk = POLICY.withHeapValueBytes(10).withDiskBytes(64 << 20);
    assertThat(disk.largestValue()).isEqualTo(2 << 20);
    assertThat(disk.withOffHeapBytes(32 << 20).largestBelowHeap()).isEqualTo(1 << 20);
    assertThat(disk.withDiskValueBytes(20).largestValue()).isEqualTo(20);
    assertThat(NearPolicy.OFF.largestValue()).isZero();
  }

  @Test
  void valuesOutOfBounds_areRefusedByName() {
    assertRefused(
        () -> POLICY.withEntries(-1),
        "region setting 'near.entries' is -1; allowed: zero (off) or more");
    assertRefused(
        () -> POLICY.withTimeToLive(Duration.ZERO),
        "region setting 'near.timeToLive' is PT0S; allowed: 1 millisecond to 3650 days");
    assertRefused(
        () -> POLICY.withTimeToLive(Duration.ofDays(3651)),
        "region setting 'near.timeToLive' is PT87624H; allowed: 1 millisecond to 3650 days");
    assertRefused(
        () -> POLICY.withOffHeapBytes(-1),
        "region setting 'near.offHeapBytes' is -1; allowed: zero (off) or more");
    assertRefused(
        () -> POLICY.withDiskBytes(-1),
        "region setting 'near.diskBytes' is -1; allowed: zero (off) or more");
    assertRefused(
        () -> POLICY.withHeapValueBytes(-1),
        "region setting 'near.heapValueBytes' is -1; allowed: zero (values are kept below the heap"
            + " only) or more");
    assertRefused(
        () -> POLICY.withDiskValueBytes(-1),
        "region setting 'near.diskValueBytes' is -1; allowed: zero (a 32nd of the size) or more");
    assertRefused(
        () -> POLICY.withGrace(Duration.ofNanos(-1)),
        "region setting 'near.grace' is PT-0.000000001S; allowed: zero (expired values are never"
            + " answered) to 3650 days");
    assertRefused(
        () -> POLICY.withGrace(Duration.ofDays(3651)),
        "region setting 'near.grace' is PT87624H; allowed: zero (expired values are never"
            + " answered) to 3650 days");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }
}
