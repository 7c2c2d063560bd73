package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OutboxAgeTest {

  private static final OffsetDateTime NOW =
      OffsetDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void rowsWait_sinceTheOldest_whateverTheOffset() {
    OutboxAge age =
        new OutboxAge(NOW, 3, NOW.minusSeconds(90).withOffsetSameInstant(ZoneOffset.ofHours(5)));

    assertThat(age.oldest()).isEqualTo(Duration.ofSeconds(90));
    assertThat(age.hasReached(Duration.ofSeconds(90))).isTrue();
    assertThat(age.hasReached(Duration.ofSeconds(91))).isFalse();
  }

  @Test
  void nothingWaits_hasReachedNoAge() {
    OutboxAge age = new OutboxAge(NOW, 0, null);

    assertThat(age.oldest()).isZero();
    assertThat(age.hasReached(Duration.ZERO)).isFalse();
  }
}
