package dev.twofold.bench.scale;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.micro.People;
import dev.twofold.bench.micro.Person;
import dev.twofold.bench.micro.Population;
import dev.twofold.bench.report.About;
import java.util.List;
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
import org.openjdk.jmh.annotations.Threads;

/** What a request costs when many threads have one at the same time. */
@About(
    "A request for 100 keys on each thread, all of one engine. ns is the time of a request as its"
        + " thread sees it, so it grows with the threads that share a processor; what all threads"
        + " do in a second stays the same as long as they do not hinder each other.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ThreadsAtOnce {

  private static final int ROOM = 1_000;
  private static final int REQUESTED = 100;

  /** What answers. */
  public enum Source {
    @About("a load function in memory")
    LOAD,
    @About("the near tier")
    NEAR
  }

  @Param public Source source;

  private final Population population = Population.of(REQUESTED);
  private Twofold twofold = Twofold.builder().build();

  @Setup
  public void open() {
    People people = new People(population.byKey());
    twofold =
        source == Source.NEAR
            ? NearEngine.of(ROOM, people)
            : Twofold.builder().register(people).build();
    request();
  }

  @TearDown
  public void close() {
    twofold.close();
  }

  private List<Person> request() {
    try (LoadScope scope = twofold.open()) {
      return scope.requireAll(People.class, population.keys());
    }
  }

  @Benchmark
  @Threads(1)
  public List<Person> on01() {
    return request();
  }

  @Benchmark
  @Threads(2)
  public List<Person> on02() {
    return request();
  }

  @Benchmark
  @Threads(4)
  public List<Person> on04() {
    return request();
  }

  @Benchmark
  @Threads(16)
  public List<Person> on16() {
    return request();
  }

  @Benchmark
  @Threads(64)
  public List<Person> on64() {
    return request();
  }
}
