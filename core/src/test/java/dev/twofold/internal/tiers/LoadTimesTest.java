package dev.twofold.internal.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTimesTest {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final LoadTimes times = new LoadTimes(LONGEST);

  private void took(String loader, Duration time) {
    times.took(loader, time.toNanos());
  }

  @Test
  void unknown_isTheLongest() {
    assertThat(times.lease("app:Users")).isEqualTo(LONGEST);
  }

  @Test
  void fast_isTheShortest() {
    took("app:Users", Duration.ofMillis(5));

    assertThat(times.lease("app:Users")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void slow_isManyTimesAsLong_andNeverMoreThanTheLongest() {
    took("app:Users", Duration.ofMillis(500));
    took("app:Reports", Duration.ofSeconds(20));

    assertThat(times.lease("app:Users")).isEqualTo(Duration.ofSeconds(8));
    assertThat(times.lease("app:Reports")).isEqualTo(LONGEST);
  }

  @Test
  void slowestCounts_andIsForgottenSlowly() {
    took("app:Users", Duration.ofSeconds(2));
    took("app:Users", Duration.ofMillis(1));

    assertThat(times.lease("app:Users")).isEqualTo(Duration.ofSeconds(30));
    for (int i = 0; i < 100; i++) {
      took("app:Users", Duration.ofMillis(1));
    }
    assertThat(times.lease("app:Users")).isEqualTo(Duration.ofSeconds(2));
  }
}
