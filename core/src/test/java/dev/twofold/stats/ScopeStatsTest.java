package dev.twofold.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeStatsTest {

  private static final LoaderStats ONE =
      new LoaderStats(
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
          9,
          10,
          11,
          12,
          13,
          14,
          15,
          16,
          17,
          18,
          19,
          20,
          21,
          Duration.ofMillis(20),
          new CompressionStats(1, 2, 3, 4, Duration.ofMillis(5), 6, Duration.ofMillis(7)));

  private final Map<String, LoaderStats> loaders = new HashMap<>(Map.of("b", ONE, "a", ONE));
  private final ScopeStats stats = new ScopeStats(loaders, 1, 2, 3, 4, 5, 6, Duration.ofMillis(6));

  @Test
  void total_isTheSumOfEveryCounter() {
    assertThat(stats.total())
        .isEqualTo(
            new LoaderStats(
                2,
                4,
                6,
                8,
                10,
                12,
                14,
                16,
                18,
                20,
                22,
                24,
                26,
                28,
                30,
                32,
                34,
                36,
                38,
                40,
                42,
                Duration.ofMillis(40),
                new CompressionStats(
                    2, 4, 6, 8, Duration.ofMillis(10), 12, Duration.ofMillis(14))));
  }

  @Test
  void loader_thatWasNotAsked_hasZeros() {
    assertThat(stats.loader("c")).isEqualTo(LoaderStats.NONE);
  }

  @Test
  void distributedTrips_areGetsSetsAndRemovals() {
    assertThat(stats.distributedTrips()).isEqualTo(9);
  }

  @Test
  void loaders_areASortedSnapshot() {
    loaders.clear();

    assertThat(stats.loaders().keySet()).containsExactly("a", "b");
    assertThatThrownBy(() -> stats.loaders().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
