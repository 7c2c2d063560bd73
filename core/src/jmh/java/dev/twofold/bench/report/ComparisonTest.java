package dev.twofold.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That more allocation is a loss, and more time is not. */
class ComparisonTest {

  private static Results of(double nanos, double bytes) {
    return of(Map.of(Measurement.NANOS, nanos, Measurement.BYTES, bytes));
  }

  private static Results of(Map<String, Double> figures) {
    return new Results(List.of(new Measurement("micro.Engine", "miss", new TreeMap<>(), figures)));
  }

  @Test
  void overATenthMoreAllocation_isLoss() {
    Comparison comparison = Comparison.of(of(100, 10_000), of(100, 11_017));

    assertThat(comparison.isLoss()).isTrue();
    assertThat(comparison.markdown())
        .endsWith("| micro.Engine.miss | 10000 | 11017 | **LOSS** | 100 | 100 | 1.00 |\n");
  }

  @Test
  void aTenthMoreAllocation_isNoLoss() {
    assertThat(Comparison.of(of(100, 10_000), of(100, 11_000)).isLoss()).isFalse();
  }

  @Test
  void fewBytesMore_isNoLoss() {
    assertThat(Comparison.of(of(100, 0), of(100, 0.01)).isLoss()).isFalse();
    assertThat(Comparison.of(of(100, 0), of(100, 24)).isLoss()).isTrue();
  }

  @Test
  void moreTime_isToldAndNoLoss() {
    Comparison comparison = Comparison.of(of(100, 50), of(300, 50));

    assertThat(comparison.isLoss()).isFalse();
    assertThat(comparison.markdown())
        .endsWith("| micro.Engine.miss | 50.0 | 50.0 |  | 100 | 300 | 3.00 |\n");
  }

  @Test
  void withoutAllocation_isNoLoss() {
    Map<String, Double> rate = Map.of("requests/s", 100.0);

    assertThat(Comparison.of(of(rate), of(rate)).isLoss()).isFalse();
  }

  @Test
  void nothingInCommon_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.of(of(1, 1), new Results(List.of())))
        .withMessage("The two files have no benchmark in common: 1 and 0 measurements");
  }
}
