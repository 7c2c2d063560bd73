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

/** A page whose objects are all in Redis. */
@About(
    "The same page, of which Redis has every object and the process none, with a network that takes"
        + " some milliseconds there and back. MGETs by hand read as many keys and bytes as"
        + " Twofold, of keys as long as its own, which have a time to live.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RedisWarmPage {

  @Param({
    "REDISSON_MGET",
    "JEDIS_MGET",
    "LETTUCE_MGET",
    "TWOFOLD_REDIS",
    "TWOFOLD_REDIS_UNPLANNED",
    "TWOFOLD_REDIS_ENTITIES",
    "JETCACHE_REDIS",
    "SPRING_REDISSON",
    "HIBERNATE_CACHE_REDISSON"
  })
  public Contenders contender;

  @Param({"0", "1"})
  public int networkMillis;

  private PageState state;

  @Setup
  public void open() {
    state =
        new PageState(
            contender,
            Servers.Kind.H2,
            Duration.ofMillis(networkMillis),
            PageState.Between.NOTHING);
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
