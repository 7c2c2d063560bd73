package dev.twofold.demo.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.stats.CompressionStats;
import dev.twofold.stats.LoaderStats;
import dev.twofold.stats.ScopeStats;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostHeadersTest {

  private static final LoaderStats SLOW_LOADER =
      new LoaderStats(
          1,
          0,
          0,
          0,
          0,
          1,
          0,
          0,
          0,
          1,
          1,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          Duration.ofMinutes(1),
          CompressionStats.NONE);

  @ParameterizedTest
  @ValueSource(strings = {"twofold", "naive"})
  void databaseTime_anyMode_isThatOfTheDriver(String mode) {
    JdbcTally jdbc = new JdbcTally(() -> {});
    jdbc.statement(Duration.ofMillis(5));
    ScopeStats scope =
        new ScopeStats(Map.of("Loader", SLOW_LOADER), 1, 0, 0, 0, 0, 0, Duration.ZERO);
    RequestCost cost = new RequestCost(jdbc, () -> scope);
    cost.loadedBy(mode, "relations");

    assertThat(CostHeaders.of(cost).get("Server-Timing"))
        .contains(" db;dur=5.000;desc=\"1 statements\",");
  }
}
