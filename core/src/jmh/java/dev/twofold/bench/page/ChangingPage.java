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

/** A page of which some objects are written before it is made. */
@About(
    "The same page, of whose objects a share, in percent, was written just before."
        + " Writing takes no part in the time, but in the allocation.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ChangingPage {

  @Param({
    "TWOFOLD_NEAR",
    "TWOFOLD_NEAR_ENTITIES",
    "TWOFOLD_REDIS",
    "EHCACHE_BULK",
    "JETCACHE_NEAR",
    "EBEAN_CACHE",
    "HIBERNATE_CACHE_REFERENCE",
    "HIBERNATE_CACHE_REDISSON"
  })
  public Contenders contender;

  @Param("POSTGRES")
  public DatabasePlace database;

  @Param({"1", "10"})
  public int percent;

  private PageState state;

  @Setup
  public void open() {
    state =
        new PageState(
            contender, database.kind(), database.network(), PageState.Between.change(percent));
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
