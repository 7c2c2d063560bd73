package dev.twofold.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers stand between two ends of a picture.
 *
 * @param low the number at the begin
 * @param high the number at the end
 * @param logarithmic whether each tenfold takes the same room
 * @param begin where it begins, in the picture
 * @param end where it ends
 */
record Axis(double low, double high, boolean logarithmic, double begin, double end) {

  private static final double WIDE = 50;
  private static final int TICKS = 5;
  private static final double[] ROUND = {1, 2, 5, 10};

  /** From below the smallest to above the largest, each a power of ten or half or a fifth. */
  static Axis logarithmic(double smallest, double largest, double begin, double end) {
    double low = roundBelow(smallest);
    double high = roundAbove(largest);
    return new Axis(low, high > low ? high : low * 10, true, begin, end);
  }

  /** Of bars that begin at zero. */
  static Axis linear(double largest, double begin, double end) {
    return new Axis(0, largest > 0 ? largest : 1, false, begin, end);
  }

  /** Of bars: from zero, unless the small ones could not be seen then. */
  static Axis ofBars(double smallest, double largest, double begin, double end) {
    if (smallest > 0 && largest / smallest > WIDE) {
      double low = roundBelow(smallest / 2);
      return new Axis(low, roundAbove(largest), true, begin, end);
    }
    return linear(largest, begin, end);
  }

  double position(double number) {
    double share =
        logarithmic ? Math.log(Math.max(number, low) / low) / Math.log(high / low) : number / high;
    return begin + share * (end - begin);
  }

  /** Round numbers between the ends. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      boolean tight = Math.log10(high / low) < 2;
      for (double power = power(low); power <= high * 1.001; power *= 10) {
        for (double step : tight ? new double[] {1, 2, 5} : new double[] {1}) {
          double tick = power * step;
          if (tick >= low * 0.999 && tick <= high * 1.001) {
            ticks.add(tick);
          }
        }
      }
    } else {
      double step = roundAbove(high / TICKS);
      for (int i = 0; i * step <= high; i++) {
        ticks.add(i * step);
      }
    }
    return ticks;
  }

  private static double roundAbove(double number) {
    double power = power(number);
    for (double round : ROUND) {
      if (round * power >= number * 0.999) {
        return round * power;
      }
    }
    return 10 * power;
  }

  private static double roundBelow(double number) {
    double power = power(number);
    double below = power;
    for (double round : ROUND) {
      if (round * power <= number * 1.001) {
        below = round * power;
      }
    }
    return below;
  }

  private static double power(double number) {
    return Math.pow(10, Math.floor(Math.log10(number) + 1e-9));
  }
}
