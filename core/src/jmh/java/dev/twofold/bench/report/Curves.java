package dev.twofold.bench.report;

import dev.twofold.bench.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each key costs, by the number of keys. */
final class Curves {

  private static final double WIDTH = 900;
  private static final double LEFT = 84;
  private static final double TOP = 68;
  private static final double LINE = 20;
  private static final double LETTER = 7.6;
  private static final double LEAST_HEIGHT = 320;

  private final String title;
  private final Map<String, TreeMap<Double, Double>> series = new LinkedHashMap<>();

  Curves(String title, List<Measurement> measurements, Labels labels) {
    this.title = title;
    for (Measurement measurement : measurements) {
      measurement
          .keys()
          .ifPresent(
              keys ->
                  series
                      .computeIfAbsent(labels.of(measurement), absent -> new TreeMap<>())
                      .put(keys, measurement.nanosPerKey()));
    }
  }

  String svg() {
    double right =
        WIDTH - 48 - LETTER * series.keySet().stream().mapToInt(String::length).max().orElse(0);
    double bottom = TOP + Math.max(LEAST_HEIGHT, LINE * series.size());
    Svg svg = new Svg(WIDTH, bottom + 52, title);
    List<Double> keys = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    series.values().forEach(points -> keys.addAll(points.keySet()));
    series.values().forEach(points -> times.addAll(points.values()));
    Axis x = Axis.logarithmic(least(keys), most(keys), LEFT, right);
    Axis y = Axis.logarithmic(least(times), most(times), bottom, TOP);
    for (double tick : x.ticks()) {
      svg.line(x.position(tick), TOP, x.position(tick), bottom);
      svg.text(x.position(tick), bottom + 18, Anchor.MIDDLE, Numbers.text(tick, "keys"));
    }
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.position(tick), right, y.position(tick));
      svg.text(LEFT - 8, y.position(tick) + 4, Anchor.END, Numbers.text(tick, Measurement.NANOS));
    }
    svg.text((LEFT + right) / 2, bottom + 40, Anchor.MIDDLE, "keys of a request");
    svg.text(LEFT - 60, TOP - 14, Anchor.START, "time per key");
    int number = 0;
    for (Map.Entry<String, TreeMap<Double, Double>> each : series.entrySet()) {
      draw(svg, x, y, each.getValue(), number);
      double legend = TOP + LINE * number;
      svg.curve(line(right + 12, legend + 8, right + 32, legend + 8), number);
      svg.text(right + 38, legend + 12, Anchor.START, each.getKey());
      number++;
    }
    return svg.toString();
  }

  private static void draw(Svg svg, Axis x, Axis y, Map<Double, Double> points, int number) {
    StringBuilder line = new StringBuilder();
    points.forEach(
        (keys, nanos) -> {
          line.append(
              String.format(Locale.ROOT, "%.1f,%.1f ", x.position(keys), y.position(nanos)));
          svg.dot(x.position(keys), y.position(nanos), Svg.color(number));
        });
    svg.curve(line.toString().strip(), number);
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f", x1, y1, x2, y2);
  }

  private static double least(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).min().orElse(1);
  }

  private static double most(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }
}
