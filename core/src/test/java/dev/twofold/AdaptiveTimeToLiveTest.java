package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times to live that follow what loads take, how often keys are read, and how full the tier is. */
class AdaptiveTimeToLiveTest {

  private static final Duration BASE = Duration.ofMinutes(10);
  private static final LifetimePolicy BOUNDS =
      LifetimePolicy.DEFAULT.withShortest(Duration.ofMinutes(1)).withLongest(Duration.ofHours(1));
  private static final RegionPolicy POLICY =
      new RegionPolicy(BASE, Duration.ofSeconds(30), 0, 1_000).withLifetime(BOUNDS);

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final InMemoryNearTier near = new InMemoryNearTier(this::nanoTime);
  private final Names names = new Names(100);
  private final Twofold twofold = engine(POLICY, near);

  private Twofold engine(RegionPolicy policy, InMemoryNearTier kept) {
    return new EngineBuilder()
        .nanoTime(this::nanoTime)
        .near(kept)
        .distributed(tier.node())
        .settings(TwofoldSettings.builder().application("test").region("default", policy).build())
        .register(names)
        .build();
  }

  private long nanoTime() {
    return Duration.between(Instant.EPOCH, time.instant()).toNanos();
  }

  @AfterEach
  void close() {
    twofold.close();
  }

  private void loadsTake(Duration length) {
    names.runInside(() -> time.advance(length));
  }

  private void ask(Long... keys) {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Names.class, List.of(keys));
    }
  }

  /** How long the entry of a key lives that was put now. */
  private Duration timeToLive(long key) {
    String text =
        tier.contents().keySet().stream()
            .filter(each -> each.endsWith(":" + key))
            .findFirst()
            .orElseThrow();
    return tier.timeToLive(text);
  }

  private void forget(long key) {
    twofold.invalidator().invalidate(Names.class, List.of(key));
  }

  @Test
  void contentsOfARequest_promiseNoMore() {
    loadsTake(Duration.ofMillis(1));
    ask(1L);
    forget(1L);

    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      assertThat(timeToLive(1)).isLessThan(BASE);
      assertThat(scope.contents().timeToLive()).isCloseTo(timeToLive(1), Duration.ofMillis(1));
    }
  }

  @Test
  void readOften_livesLonger_whicheverTierAnswers() {
    loadsTake(Duration.ofMillis(10));
    ask(1L);
    assertThat(timeToLive(1)).isEqualTo(BASE);
    ask(1L); // the near tier answers
    near.region("default").clear();
    ask(1L); // the distributed tier answers
    forget(1L);

    ask(1L);

    assertThat(timeToLive(1)).isEqualTo(BASE.multipliedBy(2));
  }

  @Test
  void loadedTogether_eachKeyHasItsShareOfTheCost() {
    loadsTake(Duration.ofMillis(10));

    ask(1L, 2L, 3L, 4L);

    assertThat(timeToLive(1)).isEqualTo(BASE.dividedBy(2));
  }

  @Test
  void tierIsFull_livesShortest() {
    loadsTake(Duration.ofMillis(10));
    tier.fullness(1);

    ask(1L);

    assertThat(timeToLive(1)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void absence_hasItsOwnTime() {
    loadsTake(Duration.ofSeconds(1));

    ask(999L);

    assertThat(timeToLive(999)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void policyThatContradictsItself_isRefusedAtStart() {
    RegionPolicy wrong = POLICY.withTimeToLive(Duration.ofHours(2));

    assertThatThrownBy(() -> engine(wrong, new InMemoryNearTier()).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("region 'default' has shortestTimeToLive PT1M, timeToLive PT2H");
  }
}
