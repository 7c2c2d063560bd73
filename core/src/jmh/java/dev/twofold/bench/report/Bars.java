package dev.twofold.bench.report;

import java.awt.Paint;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** A bar for each measurement, by the first of its figures; those of Twofold stand out. */
final class Bars {

  /** Beyond this ratio the smallest bar could not be seen. */
  private static final double WIDEST = 50;

  private static final int ROW = 24;

  /** Title and axis. */
  private static final int AROUND = 90;

  private final List<Measurement> measurements;
  private final Labels labels;
  private final String figure;

  Bars(List<Measurement> measurements, Labels labels) {
    this.measurements = measurements;
    this.labels = labels;
    figure = measurements.get(0).figures().keySet().iterator().next();
  }

  JFreeChart chart(String title) {
    DefaultCategoryDataset values = new DefaultCategoryDataset();
    for (Measurement measurement : measurements) {
      double value = measurement.figure(figure);
      values.addValue(Double.isNaN(value) ? null : value, figure, labels.of(measurement));
    }
    ValueAxis scale = scale();
    BarRenderer renderer = new Renderer();
    renderer.setBase(scale.getLowerBound());
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator("{2}", Scale.format(figure)));
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    CategoryPlot plot = new CategoryPlot(values, names(), scale, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    return new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
  }

  int height() {
    return AROUND + ROW * measurements.size();
  }

  private static CategoryAxis names() {
    CategoryAxis names = new CategoryAxis();
    names.setCategoryMargin(0.25);
    names.setLowerMargin(0);
    names.setUpperMargin(0);
    names.setMaximumCategoryLabelWidthRatio(0.9f);
    names.setTickMarksVisible(false);
    return names;
  }

  private ValueAxis scale() {
    String words = figure.equals(Measurement.NANOS) ? "time" : figure;
    double least = figures().min().orElse(0);
    double most = figures().max().orElse(0);
    return least > 0 && most > least * WIDEST
        ? Scale.logarithmic(
            words + ", logarithmic", figure, least / 2, most * Math.pow(most / least, Scale.MARGIN))
        : Scale.linear(words, figure, most);
  }

  private DoubleStream figures() {
    return measurements.stream()
        .mapToDouble(each -> each.figure(figure))
        .filter(value -> !Double.isNaN(value));
  }

  private static final class Renderer extends BarRenderer {

    @Override
    public Paint getItemPaint(int row, int column) {
      Object name = getPlot().getDataset().getColumnKey(column);
      boolean ours = name.toString().toLowerCase(Locale.ROOT).contains("twofold");
      return Plot.color(ours ? 1 : 0);
    }
  }
}
