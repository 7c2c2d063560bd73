package dev.twofold.bench.micro;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.report.About;
import dev.twofold.key.ParameterValues;
import dev.twofold.relation.ToOne;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Single questions that the request can answer. */
@About("One question for what the request knows, with the key or the owner at hand.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Known {

  /** Something that somebody wrote. */
  public record Remark(long id, Long authorId) {
    static final ToOne<Remark, Person> AUTHOR =
        ToOne.of(Remark.class, Remark::authorId, People.class);
  }

  private final Population population = Population.of(1_000);
  private final Long key = population.keys().get(500);
  private final Remark remark = new Remark(1, key);
  private final Twofold twofold =
      Twofold.builder().register(new People(population.byKey())).relations(Remark.class).build();
  private final DataLoader<Long, Person> dataLoader =
      DataLoaderFactory.newDataLoader(
          asked -> CompletableFuture.completedFuture(population.inOrder()));

  /** Opened on the thread that measures: that is what it is bound to. */
  private LoadScope scope = twofold.openUnbound(ParameterValues.none());

  @Setup
  public void open() {
    scope.close();
    scope = twofold.open();
    scope.requireAll(People.class, population.keys());
    scope.adopt(List.of(remark));
    for (Long each : population.keys()) {
      Object unused = dataLoader.load(each);
    }
    dataLoader.dispatchAndJoin();
  }

  @TearDown
  public void close() {
    scope.close();
    twofold.close();
  }

  @Benchmark
  public Person require() {
    return scope.require(People.class, key);
  }

  @About("an author, by a relation of the remark")
  @Benchmark
  public Person relation() {
    return Remark.AUTHOR.require(remark);
  }

  @About("java-dataloader, with the future read at once")
  @Benchmark
  public Person dataLoaderLoad() {
    return dataLoader.load(key).join();
  }
}
