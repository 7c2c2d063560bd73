package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ObserversTest {

  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier.node());
  private final List<String> heard = new ArrayList<>();

  @Test
  void everyNode_hearsWhatItSendsAndReceives() {
    try (Twofold here = node(flaky, "here");
        Twofold there = node(tier.node(), "there")) {
      invalidate(here, 1L);
      assertThat(heard).containsExactly("there received [1]", "here sent [1] true");
      invalidate(there, 2L);
      assertThat(heard).contains("here received [2]", "there sent [2] true");
    }
  }

  @Test
  void tierThatFails_isToldAsNotConfirmed() {
    try (Twofold here = node(flaky, "here")) {
      flaky.failNext(1);
      invalidate(here, 2L);
      assertThat(heard).contains("here sent [2] false");
    }
  }

  @Test
  void lateDelivery_isToldOnceItIsConfirmed() {
    ManualScheduler scheduler = new ManualScheduler();
    try (Twofold here =
        new EngineBuilder()
            .scheduler(scheduler)
            .distributed(flaky)
            .observe(observer("here"))
            .register(new Words())
            .build()) {
      flaky.failNext(3);
      invalidate(here, 1L);
      invalidate(here, 2L);
      scheduler.advance(Duration.ofSeconds(1));

      assertThat(heard)
          .containsExactly("here sent [1] false", "here sent [2] false", "here sent [1, 2] true");
    }
  }

  @Test
  void observerThatThrows_failsNothing() {
    InvalidationObserver broken =
        new InvalidationObserver() {
          @Override
          public void sent(Invalidation stale, boolean confirmed, Duration took) {
            throw new IllegalStateException("broken");
          }
        };
    try (Twofold here =
        Twofold.builder()
            .distributed(tier.node())
            .observe(broken)
            .observe(observer("here"))
            .register(new Words())
            .build()) {
      invalidate(here, 3L);
      assertThat(heard).containsExactly("here sent [3] true");
    }
  }

  private Twofold node(DistributedTier own, String name) {
    return Twofold.builder().distributed(own).observe(observer(name)).register(new Words()).build();
  }

  private static void invalidate(Twofold twofold, Long key) {
    try (LoadScope scope = twofold.open()) {
      scope.invalidate(Words.class, List.of(key));
    }
  }

  private InvalidationObserver observer(String node) {
    return new InvalidationObserver() {
      @Override
      public void sent(Invalidation stale, boolean confirmed, Duration took) {
        heard.add(node + " sent " + ids(stale) + " " + confirmed);
      }

      @Override
      public void received(Invalidation stale) {
        heard.add(node + " received " + ids(stale));
      }
    };
  }

  private static List<String> ids(Invalidation stale) {
    return stale.keys().stream().map(StaleKey::id).sorted().toList();
  }

  private static final class Words extends RecordingLoader<Long, String> {
    Words() {
      super(new ConcurrentHashMap<>(Map.of(1L, "one")));
    }
  }
}
