package dev.twofold.bench.micro;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.report.About;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request that loads nothing. */
@About("A scope that is opened and closed without a question: what a request pays that needs none.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ScopeLife {

  private final Twofold twofold = Twofold.builder().build();

  @TearDown
  public void close() {
    twofold.close();
  }

  @Benchmark
  public boolean openAndClose() {
    try (LoadScope scope = twofold.open()) {
      return scope.isClosed();
    }
  }
}
