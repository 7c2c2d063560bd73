package dev.twofold.bench.macro;

import dev.twofold.bench.report.Goal;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Results;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the demo is to answer, as ratios in one run. */
public final class MacroGoals {

  /** The figure that says how many requests are answered in a second. */
  static final String THROUGHPUT = "requests/s";

  /** The figure that says what one in a hundred requests takes at least, in milliseconds. */
  static final String P99 = "p99 ms";

  private MacroGoals() {}

  /** All of them. */
  public static List<Goal> all() {
    return List.of(
        Goal.atLeast(
            "Lobsters as JSON, requests per second against Hibernate with its cache",
            5,
            "times",
            lobsters(
                Format.JSON, (own, other) -> own.figure(THROUGHPUT) / other.figure(THROUGHPUT))),
        Goal.atMost(
            "Lobsters as JSON, p99 of that of Hibernate with its cache, at the same rate",
            1,
            "times",
            lobsters(Format.JSON, (own, other) -> own.figure(P99) / other.figure(P99))),
        Goal.atLeast(
            "Lobsters as HTML, requests per second against Hibernate with its cache",
            1,
            "times",
            lobsters(
                Format.HTML, (own, other) -> own.figure(THROUGHPUT) / other.figure(THROUGHPUT))));
  }

  private static Function<Results, OptionalDouble> lobsters(
      Format format, BiFunction<Measurement, Measurement, Double> ratio) {
    return results -> {
      Optional<Measurement> own = find(results, MacroContender.TWOFOLD, format);
      Optional<Measurement> other = find(results, MacroContender.HIBERNATE_CACHE, format);
      return own.isPresent() && other.isPresent()
          ? OptionalDouble.of(ratio.apply(own.get(), other.get()))
          : OptionalDouble.empty();
    };
  }

  private static Optional<Measurement> find(
      Results results, MacroContender contender, Format format) {
    return results.find(
        "macro.Lobsters",
        "requests",
        Map.of("contender", contender.name(), "format", format.name()));
  }
}
