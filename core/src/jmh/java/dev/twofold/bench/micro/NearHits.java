package dev.twofold.bench.micro;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.report.About;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one request pays for keys that the near tier has, beside the caches by themselves. */
@About(
    "One request that asks for some keys once; the near tier has them all, as objects on the heap."
        + " Every benchmark returns the list of values.")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class NearHits {

  private static final String NAME = "people";
  private static final int CAPACITY = 20_000;
  private static final NearPolicy ROOM = NearPolicy.DEFAULT.withEntries(CAPACITY);

  @Param({"1", "10", "100", "1000", "10000"})
  int keys;

  private final CacheManager manager =
      CacheManagerBuilder.newCacheManagerBuilder()
          .withCache(
              NAME,
              CacheConfigurationBuilder.newCacheConfigurationBuilder(
                  Long.class, Person.class, ResourcePoolsBuilder.heap(CAPACITY)))
          .build(true);
  private final Cache<Long, Person> ehcache = manager.getCache(NAME, Long.class, Person.class);
  private final com.github.benmanes.caffeine.cache.Cache<Long, Person> caffeine =
      Caffeine.newBuilder().maximumSize(CAPACITY).build();
  private Population population = Population.of(0);
  private Set<Long> keySet = Set.of();
  private Twofold twofold = Twofold.builder().build();

  @Setup
  public void fill() {
    population = Population.of(keys);
    keySet = new HashSet<>(population.keys());
    twofold =
        Twofold.builder()
            .near(EhcacheTier.onHeap())
            .settings(
                TwofoldSettings.builder()
                    .region("default", RegionPolicy.DEFAULT.withNear(ROOM))
                    .build())
            .register(new People(population.byKey()))
            .build();
    twofold();
    ehcache.putAll(population.byKey());
    caffeine.putAll(population.byKey());
  }

  @TearDown
  public void close() {
    twofold.close();
    manager.close();
  }

  @Benchmark
  public List<Person> twofold() {
    try (LoadScope scope = twofold.open()) {
      return scope.requireAll(People.class, population.keys());
    }
  }

  @About("a bare Ehcache, one get for each key")
  @Benchmark
  public List<Person> ehcacheGet() {
    List<Person> people = new ArrayList<>(keys);
    for (Long key : population.keys()) {
      people.add(ehcache.get(key));
    }
    return people;
  }

  @About("a bare Ehcache, all keys at once")
  @Benchmark
  public List<Person> ehcacheGetAll() {
    return inOrder(ehcache.getAll(keySet));
  }

  @About("a bare Caffeine, one get for each key")
  @Benchmark
  public List<Person> caffeineGet() {
    List<Person> people = new ArrayList<>(keys);
    for (Long key : population.keys()) {
      Person person = caffeine.getIfPresent(key);
      if (person != null) {
        people.add(person);
      }
    }
    return people;
  }

  @About("a bare Caffeine, all keys at once")
  @Benchmark
  public List<Person> caffeineGetAll() {
    return inOrder(caffeine.getAllPresent(population.keys()));
  }

  private List<Person> inOrder(Map<Long, Person> found) {
    List<Person> people = new ArrayList<>(keys);
    for (Long key : population.keys()) {
      people.add(found.get(key));
    }
    return people;
  }
}
