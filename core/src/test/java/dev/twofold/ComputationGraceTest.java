package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Computations.Greeted;
import dev.twofold.Computations.Greeting;
import dev.twofold.Loaders.Names;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that are computed from values whose time is over. */
class ComputationGraceTest {

  private final ManualTime time = new ManualTime();
  private final Names names = new Names(2);
  private final Greeting greeting = new Greeting();

  private long nanoTime() {
    return Duration.between(Instant.EPOCH, time.instant()).toNanos();
  }

  @Test
  void resultOfAnExpiredInput_isFoundUnderItsOwnKey_andNamed() {
    RegionPolicy graceful =
        RegionPolicy.DEFAULT.withNear(NearPolicy.DEFAULT.withGrace(Duration.ofHours(1)));
    RegionPolicy lasting =
        RegionPolicy.DEFAULT
            .withTimeToLive(Duration.ofDays(1))
            .withNear(NearPolicy.DEFAULT.withTimeToLive(Duration.ofDays(1)));
    try (Twofold twofold =
        new EngineBuilder()
            .nanoTime(this::nanoTime)
            .near(new InMemoryNearTier(this::nanoTime))
            .settings(
                TwofoldSettings.builder()
                    .region("default", graceful)
                    .region("results", lasting)
                    .build())
            .register(names)
            .computations(greeting)
            .build()) {
      Greeted known = new Greeted(1, "Hello");
      Greeted other = new Greeted(1, "Hi");
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.computeAll(Greeting.class, List.of(known)).stale()).isEmpty();
      }
      time.advance(Duration.ofMinutes(10));
      names.failWith(new IllegalStateException("down"));
      try (LoadScope scope = twofold.open()) {
        Loaded<Greeted, String> loaded =
            scope.computeAll(Greeting.class, List.of(other, known, other));

        assertThat(loaded.inOrder()).containsExactly("Hi, name 1", "Hello, name 1", "Hi, name 1");
        assertThat(loaded.stale()).containsExactly(other, known);
      }
      assertThat(greeting.computed()).hasSize(2);
    }
  }
}
