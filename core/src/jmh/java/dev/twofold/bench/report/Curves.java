package dev.twofold.bench.report;

import java.awt.Color;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** What each key costs, by the number of keys. */
final class Curves {

  private static final int LEAST_HEIGHT = 420;
  private static final int ROW = 22;

  /** Title and axis. */
  private static final int AROUND = 90;

  private final XYSeriesCollection curves = new XYSeriesCollection();

  Curves(List<Measurement> measurements, Labels labels) {
    for (Measurement measurement : measurements) {
      OptionalDouble keys = measurement.keys();
      double nanos = measurement.nanosPerKey();
      if (keys.isPresent() && nanos > 0) {
        curve(labels.of(measurement)).add(keys.getAsDouble(), nanos);
      }
    }
  }

  private XYSeries curve(String name) {
    if (curves.getSeriesIndex(name) < 0) {
      curves.addSeries(new XYSeries(name));
    }
    return curves.getSeries(name);
  }

  JFreeChart chart(String title) {
    ValueAxis keys =
        Scale.logarithmic(
            "keys of a request",
            Measurement.KEYS,
            curves.getDomainLowerBound(false),
            curves.getDomainUpperBound(false));
    ValueAxis time =
        Scale.logarithmic(
            null,
            Measurement.NANOS,
            curves.getRangeLowerBound(false),
            curves.getRangeUpperBound(false));
    XYPlot plot = new XYPlot(curves, keys, time, new XYLineAndShapeRenderer());
    JFreeChart chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, true);
    chart.getLegend().setPosition(RectangleEdge.RIGHT);
    chart.getLegend().setVerticalAlignment(VerticalAlignment.TOP);
    // Across, where it is read best and stays text.
    chart.addSubtitle(
        new TextTitle(
            "time for each key",
            TextTitle.DEFAULT_FONT,
            Color.BLACK,
            RectangleEdge.TOP,
            HorizontalAlignment.LEFT,
            VerticalAlignment.TOP,
            RectangleInsets.ZERO_INSETS));
    return chart;
  }

  int height() {
    return Math.max(LEAST_HEIGHT, AROUND + ROW * curves.getSeriesCount());
  }
}
