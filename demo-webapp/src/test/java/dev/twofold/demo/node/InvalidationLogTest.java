package dev.twofold.demo.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvalidationLogTest {

  private static final Region REGION = new Region("default", Consistency.AVAILABLE, Duration.ZERO);
  private static final Duration TOOK = Duration.ofMillis(3);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final InvalidationLog here = new InvalidationLog(now::get);
  private final InvalidationLog there = new InvalidationLog(now::get);

  private static Invalidation keys(String... ids) {
    return Invalidation.ofKeys(
        Arrays.stream(ids)
            .map(id -> new StaleKey("community:UserLoader", id, REGION))
            .collect(Collectors.toSet()));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private Told told(Invalidation stale) {
    try (InvalidationLog.Listening listening = here.listen()) {
      here.sent(stale, true, TOOK);
      return listening.told().orElseThrow();
    }
  }

  @Nested
  class Listening {

    @Test
    void sent_byThisThread_toldWithItsBeginning() {
      long committed = now.get();
      pass(TOOK);

      assertThat(told(keys("1"))).isEqualTo(new Told(keys("1"), true, TOOK, committed));
    }

    @Test
    void sent_byAnotherThread_notTold() {
      try (InvalidationLog.Listening listening = here.listen()) {
        CompletableFuture.runAsync(
                () -> here.sent(keys("1"), true, TOOK), task -> new Thread(task).start())
            .join();

        assertThat(listening.told()).isEmpty();
      }
    }

    @Test
    void sent_beforeAndAfterListening_notTold() {
      here.sent(keys("1"), true, TOOK);
      try (InvalidationLog.Listening listening = here.listen()) {
        assertThat(listening.told()).isEmpty();
      }
      InvalidationLog.Listening closed = here.listen();
      closed.close();
      here.sent(keys("1"), true, TOOK);

      assertThat(closed.told()).isEmpty();
    }
  }

  @Nested
  class Hearing {

    @Test
    void heard_theSame_sinceTheCommit() {
      pass(TOOK);
      Told told = told(keys("1", "2"));
      pass(Duration.ofMillis(2));
      there.received(keys("2", "1"));
      pass(Duration.ofMillis(50));

      assertThat(there.heard(told)).hasValue(Duration.ofMillis(5));
    }

    @Test
    void heard_beforeTheNodeThatToldKnewOfItsConfirmation_sinceTheCommit() {
      pass(Duration.ofMillis(1));
      there.received(keys("1"));
      pass(Duration.ofMillis(2));

      assertThat(there.heard(told(keys("1")))).hasValue(Duration.ofMillis(1));
    }

    @Test
    void heard_inParts_whenTheLastIsThere() {
      Told told = told(keys("1", "2"));
      there.received(keys("2"));
      assertThat(there.heard(told)).isEmpty();
      pass(Duration.ofMillis(4));
      there.received(keys("1", "7"));

      assertThat(there.heard(told)).hasValue(TOOK.plusMillis(4));
    }

    @Test
    void heard_theSameOfAnEarlierCommit_notYet() {
      there.received(keys("1"));
      pass(TOOK.plusNanos(1));

      assertThat(there.heard(told(keys("1")))).isEmpty();
    }

    @Test
    void heard_withAnotherRegion_itIsTheSameEntry() {
      Told told = told(keys("1"));
      Region other = new Region("users", Consistency.STRICT, Duration.ZERO);
      there.received(Invalidation.ofKeys(Set.of(new StaleKey("community:UserLoader", "1", other))));

      assertThat(there.heard(told)).isPresent();
    }

    @Test
    void heard_loadersRegionsAndTags_eachMustBeThere() {
      Set<StaleLoader> loaders = Set.of(new StaleLoader("community:UserLoader", REGION));
      Told told = told(new Invalidation(Set.of(), loaders, Set.of("default"), Set.of("red")));
      there.received(new Invalidation(Set.of(), loaders, Set.of(), Set.of()));
      there.received(new Invalidation(Set.of(), Set.of(), Set.of("default"), Set.of()));
      assertThat(there.heard(told)).isEmpty();
      there.received(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("red")));

      assertThat(there.heard(told)).isPresent();
    }

    @Test
    void heard_aThousandOthersLater_forgotten() {
      Told told = told(keys("1"));
      there.received(keys("1"));
      for (int i = 0; i < 999; i++) {
        there.received(keys("2"));
      }
      assertThat(there.heard(told)).isPresent();
      there.received(keys("2"));

      assertThat(there.heard(told)).isEmpty();
    }
  }
}
