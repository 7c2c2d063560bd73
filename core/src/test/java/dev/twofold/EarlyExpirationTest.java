package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.testing.InMemoryNearTier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Entries that are loaded again by chance, the more likely the nearer their end is. Loads take no
 * time by the clock of these tests, and so count as a millisecond.
 */
class EarlyExpirationTest extends RefreshFixture {

  private static final RegionPolicy EARLY =
      POLICY.withLifetime(LifetimePolicy.DEFAULT.withEarlyExpiration(1));

  /** How often early expiration takes place a load's time or more before the end. */
  private static final double OF_ONE_LOAD = 1 - Math.exp(-1);

  private volatile double random;
  private final Twofold early = node();
  private final Twofold other = node();

  private Twofold node() {
    return new EngineBuilder()
        .nanoTime(this::nanoTime)
        .random(() -> random)
        .near(new InMemoryNearTier(this::nanoTime))
        .distributed(tier.node())
        .settings(settings(EARLY))
        .register(names)
        .build();
  }

  @AfterEach
  void closeNodes() {
    early.close();
    other.close();
  }

  @Test
  void chanceDecides_howLongBeforeTheEnd() {
    ask(early, FIFTY);
    random = OF_ONE_LOAD + 0.001;
    time.advance(TIME_TO_LIVE.minusMillis(2));
    ask(early, FIFTY);
    assertThat(settled(early)).isEmpty();

    time.advance(Duration.ofMillis(1));
    assertThat(ask(early, FIFTY)).isEqualTo("asked=50 near=50");

    assertThat(settled(early)).isEqualTo("due=50 refreshed=50 loads=1");
    assertThat(ask(early, FIFTY)).isEqualTo("asked=50 near=50");
    assertThat(names.batchSizes()).containsExactly(50, 50);
  }

  @Test
  void withoutLuck_entriesEnd() {
    ask(early, List.of(1L));
    random = OF_ONE_LOAD - 0.001;
    time.advance(TIME_TO_LIVE.minusMillis(1));
    ask(early, List.of(1L));

    assertThat(settled(early)).isEmpty();
  }

  @Test
  void nodes_askNobodyElse() {
    ask(early, List.of(1L));
    random = OF_ONE_LOAD + 0.001;
    time.advance(TIME_TO_LIVE.minusMillis(1));
    holdLoads();
    ask(early, List.of(1L));
    waitFor(loading);

    ask(other, List.of(1L));
    await().until(() -> names.batchSizes().size() == 3);
    released.countDown();

    settled(early);
    settled(other);
    assertThat(early.stats().refreshes().refreshed() + other.stats().refreshes().refreshed())
        .isEqualTo(1);
    assertThat(early.stats().refreshes().refused() + other.stats().refreshes().refused())
        .isEqualTo(1);
  }
}
