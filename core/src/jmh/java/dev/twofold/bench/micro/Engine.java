package dev.twofold.bench.micro;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.report.About;
import dev.twofold.key.ParameterValues;
import java.util.List;
import java.util.Map;
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

/** What one request pays the engine for keys that a load function in memory answers. */
@About(
    "One request that asks for some keys once; no tiers. The load function answers with what it has"
        + " ready, so what is left is the engine. Every benchmark returns the list of values.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class Engine {

  @Param({"1", "10", "100", "1000", "10000"})
  int keys;

  private Population population = Population.of(0);
  private Twofold twofold = Twofold.builder().build();
  private LoadScope warm = twofold.openUnbound(ParameterValues.none());

  @Setup
  public void open() {
    population = Population.of(keys);
    twofold =
        Twofold.builder()
            .register(new People(population.byKey()), new CollectedPeople(population.byKey()))
            .build();
    warm = twofold.open();
    warm.requireAll(People.class, population.keys());
  }

  @TearDown
  public void close() {
    warm.close();
    twofold.close();
  }

  @About("all keys are new")
  @Benchmark
  public List<Person> miss() {
    try (LoadScope scope = twofold.open()) {
      return scope.requireAll(People.class, population.keys());
    }
  }

  @About("all keys are new, and the load function makes its map")
  @Benchmark
  public List<Person> missAndCollect() {
    try (LoadScope scope = twofold.open()) {
      return scope.requireAll(CollectedPeople.class, population.keys());
    }
  }

  @About("of the line before: the load function by itself")
  @Benchmark
  public Map<Long, Person> collectOnly() {
    return new CollectedPeople(population.byKey()).collect(population.byKey().keySet());
  }

  @About("the request knows all keys")
  @Benchmark
  public List<Person> requestHit() {
    return warm.requireAll(People.class, population.keys());
  }
}
