package dev.twofold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerPolicyTest {

  private static Duration slowAfter(BreakerPolicy policy, Duration budget) {
    return policy.within(budget).slowAfter();
  }

  @Test
  void slow_isThreeQuartersOfTheBudget() {
    assertThat(slowAfter(BreakerPolicy.DEFAULT, Duration.ofMillis(200)))
        .isEqualTo(Duration.ofMillis(150));
    assertThat(slowAfter(BreakerPolicy.DEFAULT, Duration.ofSeconds(4)))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(slowAfter(BreakerPolicy.DEFAULT, Duration.ofMillis(1)))
        .isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void slow_isWhatWasSet() {
    assertThat(
            slowAfter(
                BreakerPolicy.DEFAULT.withSlowAfter(Duration.ofMillis(70)), Duration.ofSeconds(4)))
        .isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void outOfRange_isRefused() {
    assertThatThrownBy(() -> BreakerPolicy.DEFAULT.withSlowAfter(Duration.ofNanos(1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "setting 'breaker.slowAfter' is 'PT0.000000001S'; allowed: 0 (three quarters of the"
                + " budget), or 1 millisecond to 1 day");
    assertThatThrownBy(() -> BreakerPolicy.DEFAULT.withWindow(1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("breaker.window");
    assertThatThrownBy(() -> BreakerPolicy.DATABASE.withFailures(0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("breaker.failures");
  }
}
