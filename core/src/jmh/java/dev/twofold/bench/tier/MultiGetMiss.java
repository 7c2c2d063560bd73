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

/** Reading entries that are not there. */
@About("Reads entries that are not there. Twofold takes a lease for each; the others: MGET.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MultiGetMiss {

  /** Nothing is there. */
  @State(Scope.Benchmark)
  public static class Missing {

    @Setup(Level.Invocation)
    public void prepare(Line line) {
      line.client().invalidate();
    }
  }

  @Benchmark
  public Object miss(Line line, Missing missing) {
    return line.client().read();
  }
}
