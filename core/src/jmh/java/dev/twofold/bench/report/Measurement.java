package dev.twofold.bench.report;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What one benchmark with one set of parameters came to.
 *
 * @param group what a report shows in one table, such as {@code micro.Engine}: of JMH, the class
 *     below the root of the benchmarks
 * @param method the benchmark in its group
 * @param parameters by name, in order
 * @param figures what was measured, by name with its unit, in the order of a table; a run leaves
 *     out what it did not measure
 */
public record Measurement(
    String group,
    String method,
    SortedMap<String, String> parameters,
    Map<String, Double> figures) {

  /** The figure that is the time of one operation. */
  public static final String NANOS = "ns";

  /** The figure that is half of the confidence interval of the time. */
  public static final String ERROR = "±";

  /** The figure that is what one operation allocates. */
  public static final String BYTES = "B";

  /** The parameter that says how many keys an operation has. */
  static final String KEYS = "keys";

  /** Name and parameters: what is compared between runs. */
  public String id() {
    return group + "." + method + (parameters.isEmpty() ? "" : parameters.toString());
  }

  /** How many keys an operation has, if that is what varies. */
  OptionalDouble keys() {
    String keys = parameters.get(KEYS);
    return keys == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(keys));
  }

  /** One figure; NaN if it was not measured. */
  public double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  /** Time of one operation. */
  public double nanos() {
    return figure(NANOS);
  }

  /** What one operation allocates. */
  public double bytes() {
    return figure(BYTES);
  }

  /** Time for each key, or for each operation where there is no number of keys. */
  public double nanosPerKey() {
    return nanos() / keys().orElse(1);
  }

  /** Allocation for each key, or for each operation where there is no number of keys. */
  public double bytesPerKey() {
    return bytes() / keys().orElse(1);
  }
}
