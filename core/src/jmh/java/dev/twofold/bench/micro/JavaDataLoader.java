package dev.twofold.bench.micro;

import dev.twofold.bench.report.About;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.MappedBatchLoader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same request with java-dataloader: a loader of its own, as that library wants it. */
@About(
    "The request of micro.Engine with java-dataloader, whose loader is made for each request. The"
        + " batch function answers with what it has ready. Every benchmark returns the list of"
        + " values.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class JavaDataLoader {

  @Param({"1", "10", "100", "1000", "10000"})
  int keys;

  private Population population = Population.of(0);
  private BatchLoader<Long, Person> positional =
      asked -> CompletableFuture.completedFuture(List.of());
  private MappedBatchLoader<Long, Person> mapped =
      asked -> CompletableFuture.completedFuture(population.byKey());
  private DataLoader<Long, Person> warm = DataLoaderFactory.newDataLoader(positional);

  @Setup
  public void open() {
    population = Population.of(keys);
    positional = asked -> CompletableFuture.completedFuture(population.inOrder());
    mapped = asked -> CompletableFuture.completedFuture(population.byKey());
    warm = DataLoaderFactory.newDataLoader(positional);
    Object unused = loadEach(warm);
  }

  private List<Person> loadEach(DataLoader<Long, Person> loader) {
    for (Long key : population.keys()) {
      Object unused = loader.load(key);
    }
    return loader.dispatchAndJoin();
  }

  @About("all keys are new, one load for each, answered by position")
  @Benchmark
  public List<Person> miss() {
    return loadEach(DataLoaderFactory.newDataLoader(positional));
  }

  @About("as before, answered as a map")
  @Benchmark
  public List<Person> missMapped() {
    return loadEach(DataLoaderFactory.newMappedDataLoader(mapped));
  }

  @About("all keys are new, in one loadMany, answered by position")
  @Benchmark
  public List<Person> missLoadMany() {
    DataLoader<Long, Person> loader = DataLoaderFactory.newDataLoader(positional);
    Object unused = loader.loadMany(population.keys());
    return loader.dispatchAndJoin();
  }

  @About("the loader knows all keys")
  @Benchmark
  public List<Person> requestHit() {
    List<Person> people = new ArrayList<>(keys);
    for (Long key : population.keys()) {
      people.add(warm.load(key).join());
    }
    return people;
  }
}
