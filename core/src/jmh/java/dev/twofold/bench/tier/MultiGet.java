package dev.twofold.bench.tier;

import dev.twofold.bench.report.About;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Reading entries that are there. */
@About(
    "Reads entries of 100 bytes that are there. Twofold: its lookup with leases, bytes with what"
        + " the tier knows of them; the others: MGET, bytes. Three masters"
        + " where the client says cluster, else one server.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MultiGet {

  @Benchmark
  public Object hit(Line line) {
    return line.client().read();
  }
}
