package dev.twofold.bench.report;

import static dev.twofold.bench.report.RunsTest.measurement;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in pictures, and where. */
class PlotTest {

  @TempDir private Path directory;

  private String svg(Measurement... measurements) throws IOException {
    Path file = directory.resolve("plot.svg");
    Plot.of("micro.Engine", List.of(measurements)).write(file);
    return Files.readString(file);
  }

  @Test
  void severalNumbersOfKeys_areCurves() throws IOException {
    assertThat(
            svg(
                measurement("micro.Engine", "miss", 10, 1_000),
                measurement("micro.Engine", "miss", 100, 20_000)))
        .contains("<polyline", ">keys of a request<", ">100 ns<", ">200 ns<");
  }

  @Test
  void others_areBars_withWhatTellsThemApart() throws IOException {
    assertThat(
            svg(
                new Measurement(
                    "page.Page",
                    "page",
                    new TreeMap<>(Map.of("contender", "A<B", "database", "H2")),
                    Map.of("ns", 1_500_000.0)),
                new Measurement(
                    "page.Page",
                    "page",
                    new TreeMap<>(Map.of("contender", "C", "database", "H2")),
                    Map.of("ns", 2_000_000.0))))
        .contains(">A&lt;B<", ">C<", ">1.50 ms<", ">2 ms<")
        .doesNotContain("<polyline");
  }

  @Test
  void figureThatIsNoTime_isWrittenAsItIs() throws IOException {
    assertThat(
            svg(
                new Measurement(
                    "scale.HitRate", "twofold", new TreeMap<>(), Map.of("hits %", 83.04))))
        .contains(">83.0<", ">100<", ">hits %<");
  }

  @Test
  void logarithmicAxis_endsOnRoundNumbers() {
    Axis axis = Axis.logarithmic(13, 4_200, 0, 100);

    assertThat(axis.low()).isEqualTo(10);
    assertThat(axis.high()).isEqualTo(5_000);
    assertThat(axis.ticks()).containsExactly(10.0, 100.0, 1_000.0);
    assertThat(axis.position(10)).isZero();
    assertThat(axis.position(5_000)).isEqualTo(100);
  }

  @Test
  void bars_beginAtZero_unlessTheSmallCouldNotBeSeen() {
    assertThat(Axis.ofBars(10, 400, 0, 100).position(200)).isEqualTo(50);
    assertThat(Axis.ofBars(1, 10_000, 0, 100).logarithmic()).isTrue();
  }
}
