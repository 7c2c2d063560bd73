package dev.twofold.bench.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/** Axes whose numbers have the unit that suits them. */
final class Scale {

  /** Of the room, beyond the longest bar: for its number. */
  static final double MARGIN = 0.12;

  /** Of curves: their ends should not lie on the frame. */
  private static final double BEYOND = 1.15;

  /** Within this ratio lie at least two of the numbers 1, 2, 5, 10, 20... */
  private static final double FEWEST = 5;

  /** At most, of an axis from zero. */
  private static final int STEPS = 8;

  private Scale() {}

  /** From zero, with room for a number at the longest bar. */
  static ValueAxis linear(String words, String figure, double most) {
    double end = most > 0 ? most : 1;
    NumberAxis axis = new NumberAxis(words);
    axis.setRange(0, end * (1 + MARGIN));
    axis.setTickUnit(new NumberTickUnit(roundAbove(end / STEPS), format(figure)));
    return axis;
  }

  /** Each tenfold takes the same room; from a little below the least to a little above the most. */
  static ValueAxis logarithmic(@Nullable String words, String figure, double least, double most) {
    double low = least / BEYOND;
    double high = most * BEYOND;
    boolean round = high < low * FEWEST;
    LogAxis axis = new RoundSteps(words);
    axis.setRange(round ? roundBelow(low) : low, round ? roundAbove(high) : high);
    axis.setNumberFormatOverride(format(figure));
    return axis;
  }

  static NumberFormat format(String figure) {
    return new Format(figure);
  }

  private static double roundBelow(double number) {
    double power = power(number);
    return number >= 5 * power ? 5 * power : number >= 2 * power ? 2 * power : power;
  }

  private static double roundAbove(double number) {
    double below = roundBelow(number);
    return below == number ? number : roundBelow(below * 2.5);
  }

  private static double power(double number) {
    return Math.pow(10, Math.floor(Math.log10(number)));
  }

  /** Ticks in plain text; JFreeChart's would be drawn as outlines of letters. */
  private static final class RoundSteps extends LogAxis {

    /** Tenfolds that have room for the numbers between them. */
    private static final double FEW = 100;

    RoundSteps(@Nullable String words) {
      super(words);
    }

    @Override
    public List<NumberTick> refreshTicks(
        Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
      boolean across = RectangleEdge.isTopOrBottom(edge);
      TextAnchor anchor = across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
      int[] steps = getUpperBound() / getLowerBound() > FEW ? new int[] {1} : new int[] {1, 2, 5};
      List<NumberTick> ticks = new ArrayList<>();
      for (double power = power(getLowerBound()); power <= getUpperBound(); power *= 10) {
        for (int step : steps) {
          double number = power * step;
          if (getRange().contains(number)) {
            String text = getNumberFormatOverride().format(number);
            ticks.add(new NumberTick(number, text, anchor, TextAnchor.CENTER, 0));
          }
        }
      }
      return ticks;
    }
  }

  private static final class Format extends NumberFormat {

    private final String figure;

    Format(String figure) {
      this.figure = figure;
    }

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
      return to.append(Numbers.text(number, figure));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
      return format((double) number, to, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
      throw new UnsupportedOperationException("Pictures only write numbers");
    }
  }
}
