package dev.twofold.bench.scale;

import dev.twofold.bench.report.Goal;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Results;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How costs are to grow. */
public final class ScaleGoals {

  private static final List<Integer> FLAT = List.of(10, 100, 1_000, 10_000);

  private ScaleGoals() {}

  /** All of them. */
  public static List<Goal> all() {
    return Stream.of("load", "nearHit")
        .map(
            method ->
                Goal.atMost(
                        method + ", a key among 10 to 10,000, the costliest beside the cheapest",
                        1.5,
                        "times the time",
                        results -> spread(results, method))
                    .because(
                        "What a question costs by itself is shared by ten keys only at one end; at"
                            + " the other, the keys no longer fit into the caches of the"
                            + " processor."))
        .toList();
  }

  private static OptionalDouble spread(Results results, String method) {
    double[] costs =
        FLAT.stream()
            .flatMap(
                keys ->
                    results
                        .find(
                            "scale.KeysPerRequest", method, Map.of("keys", Integer.toString(keys)))
                        .stream())
            .mapToDouble(Measurement::nanosPerKey)
            .sorted()
            .toArray();
    return costs.length < FLAT.size()
        ? OptionalDouble.empty()
        : OptionalDouble.of(costs[costs.length - 1] / costs[0]);
  }
}
