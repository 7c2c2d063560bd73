package dev.twofold.bench.report;

import dev.twofold.bench.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A bar for each measurement, by the first of its figures; those of Twofold stand out. */
final class Bars {

  private static final double WIDTH = 900;
  private static final double TOP = 48;
  private static final double ROW = 22;
  private static final double FOOT = 48;
  private static final double LETTER = 7.6;
  private static final double RIGHT = 90;

  private static final String OURS = Svg.color(1);
  private static final String OTHERS = Svg.color(0);

  private final String title;
  private final List<Measurement> measurements;
  private final Labels labels;
  private final String figure;

  Bars(String title, List<Measurement> measurements, Labels labels) {
    this.title = title;
    this.measurements = measurements;
    this.labels = labels;
    figure = measurements.get(0).figures().keySet().iterator().next();
  }

  String svg() {
    double bottom = TOP + ROW * measurements.size();
    Svg svg = new Svg(WIDTH, bottom + FOOT, title);
    double left =
        24 + LETTER * measurements.stream().mapToInt(m -> labels.of(m).length()).max().orElse(0);
    double right = WIDTH - RIGHT;
    double most = figures().max().orElse(0);
    Axis axis =
        figure.endsWith("%")
            ? Axis.linear(100, left, right)
            : Axis.ofBars(figures().filter(f -> f > 0).min().orElse(0), most, left, right);
    for (double tick : axis.ticks()) {
      svg.line(axis.position(tick), TOP, axis.position(tick), bottom);
      svg.text(axis.position(tick), bottom + 18, Anchor.MIDDLE, Numbers.text(tick, figure));
    }
    svg.text(
        (left + right) / 2,
        bottom + 38,
        Anchor.MIDDLE,
        figure.equals(Measurement.NANOS) ? scale(axis, "time") : scale(axis, figure));
    for (int i = 0; i < measurements.size(); i++) {
      draw(svg, axis, measurements.get(i), TOP + ROW * i);
    }
    return svg.toString();
  }

  private DoubleStream figures() {
    return measurements.stream().mapToDouble(each -> each.figure(figure));
  }

  private static String scale(Axis axis, String words) {
    return axis.logarithmic() ? words + ", logarithmic" : words;
  }

  private void draw(Svg svg, Axis axis, Measurement measurement, double y) {
    String label = labels.of(measurement);
    double value = measurement.figure(figure);
    double end = axis.position(value);
    boolean ours = label.toLowerCase(Locale.ROOT).contains("twofold");
    svg.text(axis.begin() - 8, y + 15, Anchor.END, label);
    svg.bar(axis.begin(), y + 3, Math.max(end - axis.begin(), 1), ROW - 6, ours ? OURS : OTHERS);
    svg.text(end + 6, y + 15, Anchor.START, Numbers.text(value, figure));
  }
}
