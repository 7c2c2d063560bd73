package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.DividedTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part of the tier that does not answer is waited for once in a request; the others are used. */
class LostPartsReadTest {

  private static final List<Long> ALL = LongStream.rangeClosed(1, 10).boxed().toList();

  private final Names names = new Names(20);
  private final DividedTier tier = new DividedTier(new InMemoryTier());
  private final Twofold twofold =
      Twofold.builder()
          .distributed(tier)
          .settings(
              TwofoldSettings.builder()
                  .breaker(
                      policy ->
                          new BreakerPolicy(2, 0.01, Duration.ofDays(1), 1, Duration.ofHours(1)))
                  .build())
          .register(names)
          .build();

  @BeforeEach
  void fill() {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Names.class, ALL);
    }
  }

  @AfterEach
  void close() {
    twofold.close();
  }

  @Test
  void lostPart_isAskedOnce_andTheOtherAlways() {
    tier.lose("odd");
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(Names.class, List.of(1L, 2L, 3L, 4L)).inOrder()).hasSize(4);
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=4 distributed=2 database=2 batches=1");
      assertThat(scope.findAll(Names.class, List.of(5L, 6L, 7L, 8L)).inOrder()).hasSize(4);
      assertThat(scope.find(Names.class, 9L)).contains("name 9");

      assertThat(tier.waits()).isEqualTo(1);
      assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=2 distributedFailures=1 skipped=1");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=9 distributed=4 database=5 batches=3");
    }
    assertThat(twofold.stats().circuits().get("distributed").opened()).isZero();
  }

  @Test
  void nextRequest_asksItAgain() {
    tier.lose("odd");
    for (int i = 0; i < 2; i++) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Names.class, ALL);
      }
    }
    assertThat(tier.waits()).isEqualTo(2);
  }

  @Test
  void partLostBeforeTheFill_isNotFilled_norAskedByTheNextWave() {
    try (LoadScope scope = twofold.open()) {
      names.runInside(() -> tier.lose("odd"));
      scope.findAll(Names.class, List.of(11L, 12L));
      scope.findAll(Names.class, List.of(13L, 14L));

      assertThat(tier.waits()).isEqualTo(1);
      assertThat(scope.stats().loader("Names").fills()).isEqualTo(2);
      assertThat(scope.stats().distributedFailures()).isEqualTo(1);
    }
  }

  @Test
  void invalidationThatOnePartDoesNotTake_isQueued_andLeavesTheOthersInUse() {
    tier.lose("odd");
    try (LoadScope scope = twofold.open()) {
      for (int i = 0; i < 5; i++) {
        assertThat(scope.invalidate(Names.class, List.of(1L))).isFalse();
      }
    }
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.find(Names.class, 2L)).contains("name 2");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 distributed=1");
    }
    assertThat(twofold.stats().queued()).isEqualTo(1);
  }
}
