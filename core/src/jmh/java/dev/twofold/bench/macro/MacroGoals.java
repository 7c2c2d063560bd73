package dev.twofold.bench.macro;

import dev.twofold.bench.report.Goal;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Results;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the demo is to answer, as ratios in one run. */
public final class MacroGoals {

  /** The figure that says how many requests are answered in a second. */
  static final String THROUGHPUT = "requests/s";

  /** The figure that says what one in a hundred requests takes at least, in milliseconds. */
  static final String P99 = "p99 ms";

  /** What the goals rest on. */
  static final String GROUP = "macro.Lobsters";

  private static final String RATIO = "times";

  private static final String THROUGHPUT_REASON =
      "'server us' is the time that a request takes of the server's processors. That of"
          + " macro.Nothing is the part that connection, servlet container, filters and cost"
          + " headers take of every request, whoever loads. Then comes the rendering, which is the"
          + " same for all. The rest is what a cache can save: writes, pages after them, and pages"
          + " of relations, which Twofold reads anew for each request.";

  private MacroGoals() {}

  /** All of them. */
  public static List<Goal> all() {
    return Stream.of(MacroContender.TWOFOLD, MacroContender.TWOFOLD_NEAR)
        .flatMap(
            own ->
                Stream.of(
                    Goal.atLeast(
                            name(own, "JSON, requests per second against"),
                            5,
                            RATIO,
                            throughput(own, Format.JSON))
                        .because(THROUGHPUT_REASON),
                    Goal.atMost(
                            name(own, "JSON, at the same rate, p99 of that of"),
                            1,
                            RATIO,
                            ratio(own, Format.JSON, P99))
                        .because(
                            "One in a hundred requests writes, or is the first to read what was"
                                + " written; both wait for the database."),
                    Goal.atLeast(
                            name(own, "HTML, requests per second against"),
                            1,
                            RATIO,
                            throughput(own, Format.HTML))
                        .because(THROUGHPUT_REASON)))
        .toList();
  }

  private static String name(MacroContender own, String what) {
    return "Lobsters%s as %s Hibernate with its cache"
        .formatted(own == MacroContender.TWOFOLD ? "" : " without Redis", what);
  }

  private static Function<Results, OptionalDouble> throughput(MacroContender own, Format format) {
    return ratio(own, format, THROUGHPUT);
  }

  private static Function<Results, OptionalDouble> ratio(
      MacroContender contender, Format format, String figure) {
    return results -> {
      Optional<Measurement> own = find(results, contender, format);
      Optional<Measurement> other = find(results, MacroContender.HIBERNATE_CACHE, format);
      return own.isPresent() && other.isPresent()
          ? OptionalDouble.of(own.get().figure(figure) / other.get().figure(figure))
          : OptionalDouble.empty();
    };
  }

  private static Optional<Measurement> find(
      Results results, MacroContender contender, Format format) {
    return results.find(
        GROUP, "requests", Map.of("contender", contender.name(), "format", format.name()));
  }
}
