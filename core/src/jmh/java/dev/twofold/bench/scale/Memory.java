package dev.twofold.bench.scale;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.bench.micro.Population;
import dev.twofold.bench.report.About;
import dev.twofold.bench.report.Count;
import dev.twofold.bench.report.Measurement;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.NearPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is kept costs in memory. */
@About(
    "What the heap has more after a full collection, for each of very many. The values are not in"
        + " it, since whoever reads them has them anyway; where they are kept encoded, they are.")
public final class Memory implements Count {

  private static final int ENTRIES = 100_000;
  private static final int SCOPES = 2_000;
  private static final int RECORDS = 100;
  private static final long OFF_HEAP = 32L << 20;
  private static final int OVERFLOW = 400_000;
  private static final int PART = 1_000;
  private static final int SAMPLED = 100;

  @Override
  public String group() {
    return "scale.Memory";
  }

  @Override
  public List<Measurement> measure() {
    return List.of(
        measurement("entryByReference", entryByReference()),
        measurement("entryOffHeap", entryOffHeap()),
        measurement("openScope", openScope()),
        measurement("openScopeOf100Records", openScopeOf100Records()));
  }

  private Measurement measurement(String method, double bytes) {
    return new Measurement(group(), method, new TreeMap<>(), Map.of("B kept", bytes));
  }

  @About("a near entry on the heap, with its key")
  public double entryByReference() {
    Population population = Population.of(ENTRIES);
    try (Twofold twofold = NearEngine.of(2 * ENTRIES, new CountedPeople(population.byKey()))) {
      ask(twofold, population.keys().subList(0, 1));
      long before = Heap.used();
      ask(twofold, population.keys());
      long after = Heap.used();
      return (after - before) / (double) ENTRIES;
    }
  }

  @About("a near entry below the heap, encoded, by how many there are when that memory is full")
  public double entryOffHeap() {
    Population population = Population.of(OVERFLOW);
    CountedPeople people = new CountedPeople(population.byKey());
    NearPolicy policy = NearPolicy.DEFAULT.withEntries(1).withOffHeapBytes(OFF_HEAP);
    try (Twofold twofold = NearEngine.of(policy, people)) {
      List<Long> keys = population.keys();
      for (int from = 0; from < OVERFLOW; from += PART) {
        ask(twofold, keys.subList(from, from + PART));
      }
      // A sample, because each that has gone comes back in the place of another.
      long before = people.asked();
      for (int i = 0; i < OVERFLOW; i += SAMPLED) {
        ask(twofold, keys.subList(i, i + 1));
      }
      long gone = (people.asked() - before) * SAMPLED;
      return OFF_HEAP / (double) (OVERFLOW - gone);
    }
  }

  private static void ask(Twofold twofold, List<Long> keys) {
    try (LoadScope scope = twofold.open()) {
      scope.requireAll(CountedPeople.class, keys);
    }
  }

  @About("that has not been asked anything")
  public double openScope() {
    return scope(0);
  }

  @About("that has answered 100 keys, with what it knows of them")
  public double openScopeOf100Records() {
    return scope(RECORDS);
  }

  private static double scope(int records) {
    Population population = Population.of(records);
    try (Twofold twofold =
        Twofold.builder().register(new CountedPeople(population.byKey())).build()) {
      openAndAsk(twofold, population).close();
      List<LoadScope> open = new ArrayList<>(SCOPES);
      long before = Heap.used();
      for (int i = 0; i < SCOPES; i++) {
        open.add(openAndAsk(twofold, population));
      }
      long after = Heap.used();
      open.forEach(LoadScope::close);
      return (after - before) / (double) SCOPES;
    }
  }

  private static LoadScope openAndAsk(Twofold twofold, Population population) {
    LoadScope scope = twofold.openUnbound(ParameterValues.none());
    if (!population.keys().isEmpty()) {
      scope.requireAll(CountedPeople.class, population.keys());
    }
    return scope;
  }
}
