package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long nobody can put an entry whose fill was lost. */
class LeaseLengthTest {

  private static final String LOADED = "waves=1 multiGets=1 multiSets=1";

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final FlakyTier flaky = new FlakyTier(tier);
  private final AtomicLong nanoTime = new AtomicLong();
  private final Names names = new Names(10);
  private final Twofold twofold =
      new EngineBuilder()
          .nanoTime(nanoTime::get)
          .pause(pause -> nanoTime.addAndGet(pause.toNanos()))
          .distributed(flaky)
          .register(names)
          .build();

  @AfterEach
  void close() {
    twofold.close();
  }

  private String read(long key) {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.find(Names.class, key)).contains("name " + key);
      return Costs.of(scope);
    }
  }

  private void loseTheFillOf(long key) {
    flaky.beforePuts(flaky::fail);
    assertThat(read(key)).isEqualTo("waves=1 multiGets=1 multiSets=1 distributedFailures=1");
    flaky.recover();
    flaky.beforePuts(() -> {});
    assertThat(tier.leases()).isEqualTo(1);
  }

  private void assertOverAfter(Duration length) {
    time.advance(length.minusMillis(1));
    assertThat(tier.leases()).isEqualTo(1);
    assertThat(read(2)).as("waits, and loads by itself").doesNotContain("multiSets");
    time.advance(Duration.ofMillis(1));

    assertThat(read(2)).isEqualTo(LOADED);
    assertThat(read(2)).isEqualTo("waves=1 multiGets=1");
  }

  @Test
  void firstLoad_isAsLongAsItMayTake() {
    loseTheFillOf(2);

    assertOverAfter(Duration.ofMinutes(1));
  }

  @Test
  void laterOnes_areSomeTimesAsLongAsLoadsTookLately() {
    names.runInside(() -> nanoTime.addAndGet(Duration.ofMillis(250).toNanos()));
    assertThat(read(1)).isEqualTo(LOADED);

    loseTheFillOf(2);

    assertOverAfter(Duration.ofSeconds(4));
  }

  @Test
  void fastLoads_leaveTwoSeconds() {
    assertThat(read(1)).isEqualTo(LOADED);

    loseTheFillOf(2);

    assertOverAfter(Duration.ofSeconds(2));
  }
}
