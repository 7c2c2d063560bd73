package dev.twofold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WarmupPolicyTest {

  private static final WarmupPolicy DEFAULT = WarmupPolicy.DEFAULT;

  private static void assertRefused(ThrowingCallable policy, String message) {
    assertThatThrownBy(policy).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }

  @Test
  void withers_changeOnePart() {
    assertThat(
            DEFAULT
                .withKeysPerSecond(1)
                .withTakeover(Duration.ofSeconds(2))
                .withHotKeys(3)
                .withHotKeysInterval(Duration.ofSeconds(4))
                .withRelatedQueue(5))
        .isEqualTo(new WarmupPolicy(1, Duration.ofSeconds(2), 3, Duration.ofSeconds(4), 5));
  }

  @Test
  void valuesOutOfRange_areRefused() {
    assertRefused(
        () -> DEFAULT.withKeysPerSecond(0),
        "warm-up setting 'keysPerSecond' is '0'; allowed: 1 to 10000000");
    assertRefused(
        () -> DEFAULT.withTakeover(Duration.ofMillis(999)),
        "warm-up setting 'takeover' is 'PT0.999S'; allowed: 1 second to 1 hour");
    assertRefused(
        () -> DEFAULT.withHotKeys(10_001),
        "warm-up setting 'hotKeys' is '10001'; allowed: zero (none) to 10000");
    assertRefused(
        () -> DEFAULT.withHotKeysInterval(Duration.ofHours(2)),
        "warm-up setting 'hotKeysInterval' is 'PT2H'; allowed: 1 second to 1 hour");
    assertRefused(
        () -> DEFAULT.withRelatedQueue(0),
        "warm-up setting 'relatedQueue' is '0'; allowed: 1 to 1000000");
  }
}
