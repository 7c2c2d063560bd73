package dev.twofold.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WarmupDeclarationsTest {

  static final class Words extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      return Map.of();
    }
  }

  private static void assertRefused(ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }

  private static WarmupPlan<Long> plan() {
    return WarmupPlan.of("front page", Words.class, List.of(1L));
  }

  @Test
  void plan_hasDefaults() {
    assertThat(plan().schedule()).isEqualTo(WarmupSchedule.atStart());
    assertThat(plan().batchSize()).isEqualTo(100);
    assertThat(plan().keysPerSecond()).isZero();
  }

  @Test
  void plan_withWhatCannotBe_isRefused() {
    assertRefused(
        () -> WarmupPlan.of("a/b", Words.class, List.of(1L)),
        "warm-up plan 'a/b': 'name' is 'a/b'; allowed: 1 to 64 letters, digits, '.', '_', '-' and"
            + " spaces");
    assertRefused(
        () -> plan().batchSize(0),
        "warm-up plan 'front page': 'batchSize' is '0'; allowed: 1 to 10000");
    assertRefused(
        () -> plan().keysPerSecond(-1),
        "warm-up plan 'front page': 'keysPerSecond' is '-1'; allowed: 1 or more, or zero (the"
            + " setting 'warmup.keys-per-second')");
    assertRefused(
        () -> WarmupSchedule.every(Duration.ofMillis(999)),
        "a warm-up is repeated every PT0.999S; allowed: 1 second to 365 days");
  }

  @Test
  void related_withoutRoom_isRefused() {
    assertRefused(
        () ->
            RelatedWarmup.of(Words.class, Words.class, (String word) -> List.of(1L))
                .valuesPerRequest(0),
        "related warm-up of Words: 'valuesPerRequest' is 0; allowed: 1 or more");
  }
}
