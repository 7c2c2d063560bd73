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

/** Putting entries. */
@About(
    "Puts entries of 100 bytes, each with a time to live. Twofold: under its leases; the others:"
        + " pipelined SET with PX.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MultiFill {

  /** Nothing is there, and whoever needs a right has it. */
  @State(Scope.Benchmark)
  public static class Prepared {

    @Setup(Level.Invocation)
    public void prepare(Line line) {
      line.client().invalidate();
      line.client().prepareFill();
    }
  }

  @Benchmark
  public Object fill(Line line, Prepared prepared) {
    return line.client().fill();
  }
}
