package dev.twofold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueuePolicyTest {

  private static final QueuePolicy DEFAULT = QueuePolicy.DEFAULT;

  @Test
  void defaults_areThoseOfTheDocumentation() {
    assertThat(DEFAULT)
        .isEqualTo(
            new QueuePolicy(
                4,
                100_000,
                1_000,
                Duration.ofSeconds(1),
                5,
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                WhenFull.WAIT,
                Duration.ofSeconds(1),
                WhenUnavailable.WRITE,
                Duration.ofSeconds(5)));
  }

  @Test
  void withers_changeOneThing() {
    assertThat(
            DEFAULT
                .withPartitions(1)
                .withLength(2)
                .withBatch(3)
                .withInterval(Duration.ofMillis(4))
                .withAttempts(5)
                .withBackOff(Duration.ofMillis(6))
                .withLongestBackOff(Duration.ofMillis(7))
                .withLease(Duration.ofSeconds(8))
                .withWhenFull(WhenFull.REFUSE)
                .withFullWait(Duration.ofMillis(9))
                .withWhenUnavailable(WhenUnavailable.REFUSE)
                .withDrain(Duration.ofMillis(10)))
        .isEqualTo(
            new QueuePolicy(
                1,
                2,
                3,
                Duration.ofMillis(4),
                5,
                Duration.ofMillis(6),
                Duration.ofMillis(7),
                Duration.ofSeconds(8),
                WhenFull.REFUSE,
                Duration.ofMillis(9),
                WhenUnavailable.REFUSE,
                Duration.ofMillis(10)));
  }

  @Test
  void valuesOutOfBounds_areRefusedByName() {
    assertRefused(() -> DEFAULT.withPartitions(65), "'partitions' is '65'; allowed: 1 to 64");
    assertRefused(() -> DEFAULT.withLength(0), "'length' is '0'; allowed: 1 to 100000000");
    assertRefused(() -> DEFAULT.withBatch(10_001), "'batch' is '10001'; allowed: 1 to 10000");
    assertRefused(() -> DEFAULT.withAttempts(0), "'attempts' is '0'; allowed: 1 to 100");
    assertRefused(
        () -> DEFAULT.withInterval(Duration.ZERO),
        "'interval' is 'PT0S'; allowed: 1 millisecond to 1 hour");
    assertRefused(
        () -> DEFAULT.withBackOff(Duration.ofHours(2)),
        "'backOff' is 'PT2H'; allowed: 1 millisecond to 1 hour");
    assertRefused(
        () -> DEFAULT.withLongestBackOff(Duration.ZERO),
        "'longestBackOff' is 'PT0S'; allowed: 1 millisecond to 1 hour");
    assertRefused(
        () -> DEFAULT.withLease(Duration.ofMillis(99)),
        "'lease' is 'PT0.099S'; allowed: 100 milliseconds to 1 hour");
    assertRefused(
        () -> DEFAULT.withFullWait(Duration.ofSeconds(-1)),
        "'fullWait' is 'PT-1S'; allowed: zero to 1 hour");
    assertRefused(
        () -> DEFAULT.withDrain(Duration.ofHours(2)), "'drain' is 'PT2H'; allowed: zero to 1 hour");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("queue setting " + message);
  }
}
