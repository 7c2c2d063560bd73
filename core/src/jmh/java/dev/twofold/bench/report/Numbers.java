package dev.twofold.bench.report;

import java.util.Locale;

/** How reports write numbers: three digits that count. */
final class Numbers {

  private static final String[] TIMES = {"ns", "us", "ms", "s"};

  private Numbers() {}

  static String text(double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    double size = Math.abs(number);
    if (size < 0.005) {
      return "0";
    }
    String format = size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, number);
  }

  /** A number of a picture, short: times with the unit that suits them. */
  static String text(double number, String figure) {
    if (!figure.equals(Measurement.NANOS)) {
      return shorter(number);
    }
    double time = number;
    int unit = 0;
    while (time >= 1_000 && unit < TIMES.length - 1) {
      time /= 1_000;
      unit++;
    }
    return shorter(time) + " " + TIMES[unit];
  }

  private static String shorter(double number) {
    if (number >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : text(number);
  }
}
