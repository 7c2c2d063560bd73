package dev.twofold.bench.page;

import dev.twofold.bench.model.Page;
import dev.twofold.bench.peer.Contenders;
import dev.twofold.bench.report.About;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page whose objects are all in the process. */
@About(
    "A page of 100 posts with authors, photos and 5 comments each with their authors, of which"
        + " every object is in the process.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class NearWarmPage {

  @Param({
    "EHCACHE_LOOP",
    "TWOFOLD_NEAR",
    "TWOFOLD_NEAR_UNPLANNED",
    "TWOFOLD_NEAR_ENTITIES",
    "EHCACHE_BULK",
    "CAFFEINE_BULK",
    "JETCACHE_NEAR",
    "EBEAN_CACHE",
    "HIBERNATE_CACHE_REFERENCE",
    "HIBERNATE_CACHE_VALUE"
  })
  public Contenders contender;

  private PageState state;

  @Setup
  public void open() {
    state = new PageState(contender, Servers.Kind.H2, Duration.ZERO, PageState.Between.NOTHING);
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
