package dev.twofold.bench.report;

import static dev.twofold.bench.report.RunsTest.measurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in pictures. */
class PlotTest {

  private static final Pattern TEXT = Pattern.compile(">([^<>]+)</text");

  /** A bar: what is cut off at the edge of the frame. */
  private static final Pattern BAR = Pattern.compile("<rect [^>]*clipPath2[^>]*>");

  private static final Pattern WIDTH = Pattern.compile(" width=\"([0-9.]+)\"");
  private static final Pattern HEIGHT = Pattern.compile("viewBox=\"0 0 900 ([0-9]+)\"");

  @TempDir private Path directory;

  private String svg(Measurement... measurements) throws IOException {
    Path file = directory.resolve("plot.svg");
    Plot.of("micro.Engine", List.of(measurements)).write(file);
    return Files.readString(file);
  }

  private static Measurement page(String contender, double nanos) {
    return new Measurement(
        "page.Page",
        "page",
        new TreeMap<>(Map.of("contender", contender, "database", "H2")),
        Map.of(Measurement.NANOS, nanos));
  }

  private static List<String> texts(String svg) {
    return all(TEXT, svg);
  }

  /** How long the bars are. */
  private static List<Double> bars(String svg) {
    return BAR.matcher(svg).results().map(bar -> number(WIDTH, bar.group())).toList();
  }

  private static double height(String svg) {
    return number(HEIGHT, svg);
  }

  private static double number(Pattern pattern, String text) {
    return Double.parseDouble(all(pattern, text).get(0));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  @Test
  void severalNumbersOfKeys_areCurves() throws IOException {
    String svg =
        svg(
            measurement("micro.Engine", "miss", 10, 1_000),
            measurement("micro.Engine", "miss", 1_000, 20_000),
            measurement("micro.Engine", "hit", 10, 200),
            measurement("micro.Engine", "hit", 1_000, 9_000));

    assertThat(texts(svg))
        .containsExactlyInAnyOrder(
            "micro.Engine",
            "keys of a request",
            "10",
            "100",
            "1,000",
            "time for each key",
            "10 ns",
            "20 ns",
            "50 ns",
            "100 ns",
            "miss",
            "hit");
  }

  @Test
  void curves_closeTogether_haveRoundNumbersBesideThem() throws IOException {
    assertThat(
            texts(
                svg(
                    measurement("micro.Engine", "miss", 10, 330),
                    measurement("micro.Engine", "miss", 20, 700))))
        .contains("20 ns", "50 ns", "5", "10", "20", "50");
  }

  @Test
  void others_areBarsFromZero_withWhatTellsThemApart() throws IOException {
    String svg = svg(page("SLOW & <old>", 1_500_000), page("FAST", 500_000));

    assertThat(texts(svg))
        .containsExactlyInAnyOrder(
            "micro.Engine",
            "SLOW &amp; &lt;old&gt;",
            "1.50 ms",
            "FAST",
            "500 us",
            "time",
            "0 ns",
            "200 us",
            "400 us",
            "600 us",
            "800 us",
            "1 ms",
            "1.20 ms",
            "1.40 ms",
            "1.60 ms");
    List<Double> bars = bars(svg);
    assertThat(bars).hasSize(2);
    assertThat(bars.get(0) / bars.get(1)).isEqualTo(3, within(0.01));
  }

  @Test
  void bars_farApart_areAllSeen() throws IOException {
    String svg = svg(page("SLOW", 1_000_000), page("FAST", 1_000));

    assertThat(texts(svg)).contains("time, logarithmic", "1 us", "10 us", "100 us", "1 ms");
    assertThat(bars(svg)).hasSize(2).allMatch(length -> length > 30);
  }

  @Test
  void bars_notSoFarApart_areFromZero() throws IOException {
    assertThat(texts(svg(page("SLOW", 50_000), page("FAST", 1_000)))).contains("time", "0 ns");
  }

  @Test
  void bars_ofTwofold_standOut() throws IOException {
    String orange = "rgb(242,142,43)";

    assertThat(svg(page("TWOFOLD", 1_000), page("OTHER", 2_000))).contains(orange);
    assertThat(svg(page("ANOTHER", 1_000), page("OTHER", 2_000))).doesNotContain(orange);
  }

  @Test
  void bars_more_makeItHigher() throws IOException {
    Measurement[] twelve =
        IntStream.range(0, 12).mapToObj(i -> page("C" + i, 1_000 + i)).toArray(Measurement[]::new);

    assertThat(height(svg(twelve)) - height(svg(page("A", 1), page("B", 2)))).isEqualTo(10 * 24);
  }

  @Test
  void notMeasured_hasNameButNoBar() throws IOException {
    String svg = svg(page("SLOW", 2_000), page("BROKEN", Double.NaN));

    assertThat(texts(svg))
        .containsExactlyInAnyOrder(
            "micro.Engine",
            "SLOW",
            "2 us",
            "BROKEN",
            "time",
            "0 ns",
            "500 ns",
            "1 us",
            "1.50 us",
            "2 us");
    assertThat(bars(svg)).hasSize(1);
  }

  @Test
  void figureThatIsNoTime_isNamed() throws IOException {
    assertThat(
            texts(
                svg(
                    new Measurement(
                        "scale.HitRate", "twofold", new TreeMap<>(), Map.of("hits %", 83.0)))))
        .contains("hits %", "twofold", "83", "80");
  }

  @Test
  void sameMeasurements_areTheSameBytes() throws IOException {
    Measurement[] bars = {page("SLOW", 1_500_000), page("FAST", 500_000)};
    Measurement[] curves = {
      measurement("micro.Engine", "miss", 10, 1_000), measurement("micro.Engine", "hit", 100, 2_000)
    };

    assertThat(svg(bars)).isEqualTo(svg(bars)).doesNotContain("<!--");
    assertThat(svg(curves)).isEqualTo(svg(curves)).doesNotContain("<!--");
  }
}
