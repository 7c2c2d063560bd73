package dev.twofold.bench.micro;

import dev.twofold.bench.report.Goal;
import dev.twofold.bench.report.Goal.Bound;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Results;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the engine by itself is to cost. Times hold for a machine on which java-dataloader takes 125
 * ns for each of 100 keys; elsewhere they are scaled by what it takes there.
 */
public final class MicroGoals {

  private static final double NANOS_OF_JAVA_DATALOADER = 125;

  private static final String MISS_REASON =
      "Half of what a key allocates is its entry in the request store, which is a hash table that"
          + " other threads may read.";

  private static final String RELATION_REASON =
      "It asks the request for its relations, then the record for its key, then the store for the"
          + " key: three places in memory where require of a known key has one.";

  private MicroGoals() {}

  /** All of them. */
  public static List<Goal> all() {
    return List.of(
        scaled("engine, miss, 100 keys", 50, "ns per key", r -> miss(r, Measurement::nanosPerKey))
            .because(MISS_REASON),
        Goal.atMost(
                "engine, miss, 100 keys", 100, "B per key", r -> miss(r, Measurement::bytesPerKey))
            .because(MISS_REASON),
        Goal.atLeast(
                "engine, miss, 100 keys, beside java-dataloader",
                2.5,
                "times as fast",
                MicroGoals::timesJavaDataLoader)
            .because(MISS_REASON),
        scaled("require of a known key", 6, "ns", r -> known(r, "require", Measurement::nanos))
            .because(
                "The key is looked up in a hash table that other threads may read, and the request"
                    + " and its thread are checked before."),
        Goal.atMost(
            "require of a known key", 0, "B", r -> known(r, "require", MicroGoals::wholeBytes)),
        scaled(
                "require of a resolved relation",
                15,
                "ns",
                r -> known(r, "relation", Measurement::nanos))
            .because(RELATION_REASON),
        Goal.atMost(
            "require of a resolved relation",
            0,
            "B",
            r -> known(r, "relation", MicroGoals::wholeBytes)),
        Goal.atMost(
                "near hit, 100 keys, beside a get of Ehcache for each",
                1.3,
                "times the time",
                MicroGoals::timesEhcache)
            .because(
                "A get of Ehcache gives the value; the engine also puts it into the request store,"
                    + " compares it with what became stale, and counts."),
        scaled("scope without a question", 1_000, "ns", MicroGoals::scope),
        Goal.atMost(
            "request through filter and scope that loads nothing",
            1_000,
            "ns",
            r -> one(r, "filter.FilteredRequest", "loadsNothing", Map.of(), Measurement::nanos)));
  }

  private static Goal scaled(
      String name, double nanos, String unit, Function<Results, OptionalDouble> measured) {
    return Goal.of(
        name + " (scaled by java-dataloader)",
        Bound.AT_MOST,
        results -> {
          OptionalDouble here = javaDataLoader(results);
          return here.isEmpty()
              ? here
              : OptionalDouble.of(nanos * here.getAsDouble() / NANOS_OF_JAVA_DATALOADER);
        },
        unit,
        measured);
  }

  private static OptionalDouble javaDataLoader(Results results) {
    return perKeys(results, "micro.JavaDataLoader", "miss", 100, Measurement::nanosPerKey);
  }

  private static OptionalDouble miss(Results results, ToDoubleFunction<Measurement> cost) {
    return perKeys(results, "micro.Engine", "miss", 100, cost);
  }

  private static OptionalDouble timesJavaDataLoader(Results results) {
    return quotient(javaDataLoader(results), miss(results, Measurement::nanosPerKey));
  }

  private static OptionalDouble timesEhcache(Results results) {
    return quotient(
        perKeys(results, "micro.NearHits", "twofold", 100, Measurement::nanos),
        perKeys(results, "micro.NearHits", "ehcacheGet", 100, Measurement::nanos));
  }

  private static OptionalDouble known(
      Results results, String method, ToDoubleFunction<Measurement> cost) {
    return one(results, "micro.Known", method, Map.of(), cost);
  }

  private static OptionalDouble scope(Results results) {
    return one(results, "micro.ScopeLife", "openAndClose", Map.of(), Measurement::nanos);
  }

  /** What the profiler itself allocates is far less than a byte for each operation. */
  private static double wholeBytes(Measurement measurement) {
    return Math.rint(measurement.bytes());
  }

  private static OptionalDouble perKeys(
      Results results, String group, String method, int keys, ToDoubleFunction<Measurement> cost) {
    return one(results, group, method, Map.of("keys", Integer.toString(keys)), cost);
  }

  private static OptionalDouble one(
      Results results,
      String group,
      String method,
      Map<String, String> parameters,
      ToDoubleFunction<Measurement> cost) {
    return results.find(group, method, parameters).stream().mapToDouble(cost).findFirst();
  }

  private static OptionalDouble quotient(OptionalDouble dividend, OptionalDouble divisor) {
    return dividend.isEmpty() || divisor.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble());
  }
}
