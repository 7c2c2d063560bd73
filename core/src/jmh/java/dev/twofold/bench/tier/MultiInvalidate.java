package dev.twofold.bench.tier;

import dev.twofold.bench.report.About;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Removing entries. */
@About(
    "Removes entries that are there. Twofold: with all rights to fill them, and the other nodes are"
        + " told; the others: UNLINK, and nobody is told.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MultiInvalidate {

  /** All entries are there. */
  @State(Scope.Benchmark)
  public static class There {

    @Setup(Level.Invocation)
    public void prepare(Line line) {
      line.client().prepareFill();
      line.client().fill();
    }
  }

  @Benchmark
  public Object invalidate(Line line, There there) {
    return line.client().invalidate();
  }
}
