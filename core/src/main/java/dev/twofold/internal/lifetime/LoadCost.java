package dev.twofold.internal.lifetime;

/**
 * What loads of one loader cost, on average: the last ones count most. Thread-safe.
 *
 * <p>Two loads that end at the same moment may count as one, which an average does not mind.
 */
final class LoadCost {

  /** How much the last load counts against those before. */
  private static final double WEIGHT = 0.125;

  /**
   * @param load how many nanoseconds a load takes
   * @param key how many of them each key takes
   */
  private record Average(double load, double key) {

    private static final Average UNKNOWN = new Average(0, 0);

    Average with(double lastLoad, double lastKey) {
      return load == 0
          ? new Average(lastLoad, lastKey)
          : new Average(load + WEIGHT * (lastLoad - load), key + WEIGHT * (lastKey - key));
    }
  }

  private volatile Average average = Average.UNKNOWN;

  /**
   * A load has ended.
   *
   * @param keys how many it was asked for, at least 1
   */
  void took(long nanos, int keys) {
    double load = nanos;
    average = average.with(load, load / keys);
  }

  /** How many nanoseconds a load takes; 0 as long as there was none. */
  double ofLoad() {
    return average.load();
  }

  /** How many nanoseconds of a load a key takes; 0 as long as there was none. */
  double ofKey() {
    return average.key();
  }
}
