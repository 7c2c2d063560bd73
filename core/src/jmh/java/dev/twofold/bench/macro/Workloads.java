package dev.twofold.bench.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All that contenders are asked for. */
final class Workloads {

  private static final int SAMPLES = 40;
  private static final List<Integer> CACHED_QUERIES = List.of(1, 10, 20, 50, 100);

  private static final String TAO_BENCH =
      "Objects and edges of a graph by the mixes of TAOBench: O of all applications, A of one.";

  private Workloads() {}

  /** In the order in which they are measured. */
  static List<Workload> of(MacroContender contender, Community community) {
    List<Workload> all = new ArrayList<>();
    for (Format format : Format.values()) {
      Lobsters lobsters = new Lobsters(contender, format, community);
      all.add(
          workload(
              "Lobsters",
              "Pages of the demo by the mix of lobste.rs, 1.7 % writes. Each story and each user"
                  + " has been asked for once before: caches are as after a day, not a minute.",
              Map.of("format", format.name()),
              lobsters,
              lobsters.reads(),
              contender.hasCache() ? lobsters.pages() : List.of()));
    }
    for (int count : CACHED_QUERIES) {
      Workload.Asks asks = Items.cachedQueries(count);
      all.add(
          workload(
              "CachedQueries",
              "So many rows of a table of 10,000 by id, as TechEmpower asks for them.",
              Map.of("rows", Integer.toString(count)),
              asks,
              asks));
    }
    all.add(
        workload(
            "Nothing",
            "A page that loads nothing and has no content: what connection, servlet and filters"
                + " take of every other request.",
            Map.of(),
            Lobsters.nothing(),
            Lobsters.nothing()));
    all.add(
        workload(
            "TaoBench", TAO_BENCH, Map.of("mix", "O"), TaoBench.overall(), TaoBench.batches()));
    all.add(
        workload(
            "TaoBench", TAO_BENCH, Map.of("mix", "A"), TaoBench.application(), TaoBench.batches()));
    all.add(
        workload(
            "LinkBench",
            "The graph by the mix of LinkBench, 31 % writes, in batches as TAOBench has them.",
            Map.of(),
            new LinkBench(),
            LinkBench.reads()));
    all.add(
        workload(
            "Crud",
            "Items by HttpArena's mix: 75 % read, 15 % change, 5 % list, 5 % add.",
            Map.of(),
            Items.crud(),
            Items.crudReads()));
    all.add(
        workload(
            "Stack",
            "HttpArena's service: items, files, a computation, a user, few writes.",
            Map.of(),
            Items.stack(),
            Items.stackReads()));
    return all;
  }

  private static Workload workload(
      String name,
      String about,
      Map<String, String> parameters,
      Workload.Asks asks,
      Workload.Asks reads) {
    return workload(name, about, parameters, asks, reads, List.of());
  }

  private static Workload workload(
      String name,
      String about,
      Map<String, String> parameters,
      Workload.Asks asks,
      Workload.Asks reads,
      List<Ask> pages) {
    RandomGenerator random = new SplittableRandom(1);
    return new Workload(
        "macro." + name,
        about,
        new TreeMap<>(parameters),
        asks,
        Stream.generate(() -> reads.next(random)).limit(SAMPLES).toList(),
        pages);
  }
}
