package dev.twofold.bench.page;

import dev.twofold.bench.model.Page;
import dev.twofold.bench.peer.Contenders;
import dev.twofold.bench.report.About;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page of which no cache has anything. */
@About("The same page, of which no cache has anything; where Redis is there, it is filled.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ColdPage {

  @Param({
    "JDBC",
    "TWOFOLD",
    "TWOFOLD_ENTITIES",
    "TWOFOLD_REDIS",
    "EBEAN_GROUP",
    "EBEAN_LAZY",
    "HIBERNATE_BATCH",
    "HIBERNATE_GRAPH",
    "HIBERNATE_LAZY",
    "HIBERNATE_CACHE_REDISSON"
  })
  public Contenders contender;

  @Param({"H2", "POSTGRES", "POSTGRES_AT_1_MS"})
  public DatabasePlace database;

  private PageState state;

  @Setup
  public void open() {
    state = new PageState(contender, database.kind(), database.network(), PageState.Between.FORGET);
  }

  @Setup(Level.Invocation)
  public void prepare() {
    state.prepare();
  }

  @TearDown
  public void close() {
    state.close();
  }

  @Benchmark
  public Page page() {
    return state.page();
  }
}
