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

/** What each key of a request costs, however many there are. */
@About("One request that asks for some keys once, from a few to very many. Returns the values.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class KeysPerRequest {

  private static final int ROOM = 200_000;

  @Param({"10", "100", "1000", "10000", "100000"})
  int keys;

  private Population population = Population.of(0);
  private Twofold loading = Twofold.builder().build();
  private Twofold near = Twofold.builder().build();

  @Setup
  public void open() {
    population = Population.of(keys);
    loading = Twofold.builder().register(new People(population.byKey())).build();
    near = NearEngine.of(ROOM, new People(population.byKey()));
    nearHit();
  }

  @TearDown
  public void close() {
    loading.close();
    near.close();
  }

  private List<Person> ask(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      return scope.requireAll(People.class, population.keys());
    }
  }

  @About("a load function in memory answers, and there are no tiers")
  @Benchmark
  public List<Person> load() {
    return ask(loading);
  }

  @About("the near tier has all")
  @Benchmark
  public List<Person> nearHit() {
    return ask(near);
  }
}
