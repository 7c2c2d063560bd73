package dev.twofold.bench.page;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports what a page costs the servers, which does not depend on the machine. It is counted before
 * anything is measured, since counting takes time.
 */
public final class Costs implements InternalProfiler {

  private static volatile @Nullable Costs counted;

  private final double statements;
  private final double roundTrips;

  /** Made by JMH, to report what has been counted in this process. */
  public Costs() {
    this(0, 0);
  }

  private Costs(double statements, double roundTrips) {
    this.statements = statements;
    this.roundTrips = roundTrips;
  }

  /** Remembers what one page costs, for the report. */
  static void counted(double statements, double roundTrips) {
    counted = new Costs(statements, roundTrips);
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Costs costs = counted;
    return costs == null
        ? List.of()
        : List.of(
            new ScalarResult("statements", costs.statements, "#/op", AggregationPolicy.AVG),
            new ScalarResult("roundTrips", costs.roundTrips, "#/op", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "Statements and round trips to Redis of a page";
  }
}
