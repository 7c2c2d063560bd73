package dev.twofold.bench.macro;

import dev.twofold.bench.model.Zipf;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions to the graph of the server, and changes of it. */
final class GraphAsks {

  private static final int NODES = 100_000;
  private static final int TYPES = 2;
  private static final long FIRST_NEW = 1_000_000_000L;

  private final Zipf nodes;
  private final Zipf owners;

  /**
   * Questions with some skew.
   *
   * @param nodeSkew of single objects
   * @param ownerSkew of those whose links are asked for
   */
  GraphAsks(double nodeSkew, double ownerSkew) {
    nodes = new Zipf(NODES, nodeSkew);
    owners = new Zipf(NODES, ownerSkew);
  }

  Ask nodes(RandomGenerator random, int size) {
    return graph("nodes=" + several(size, () -> node(random)));
  }

  /** About half of them are not there. */
  Ask links(RandomGenerator random, int size) {
    return graph("links=" + several(size, () -> link(random)));
  }

  Ask list(RandomGenerator random) {
    return graph("lists=" + owner(random));
  }

  Ask count(RandomGenerator random) {
    return graph("counts=" + owner(random));
  }

  static Ask graph(String question) {
    return Ask.get("/batch/graph?" + question, Format.JSON);
  }

  Ask updateNodes(RandomGenerator random, int size) {
    return Ask.post("/batch/nodes?ids=" + several(size, () -> node(random)));
  }

  Ask addNodes(RandomGenerator random, int size) {
    return Ask.post("/batch/nodes?ids=" + several(size, () -> fresh(random)));
  }

  Ask updateLinks(RandomGenerator random, int size) {
    return Ask.post("/batch/links?ids=" + several(size, () -> link(random)));
  }

  Ask addLinks(RandomGenerator random, int size) {
    return Ask.post("/batch/links?ids=" + several(size, () -> owner(random) + ":" + fresh(random)));
  }

  Ask removeLink(RandomGenerator random) {
    return Ask.post("/batch/remove-link?id=" + link(random));
  }

  /** All nodes are removed alike. */
  static Ask removeNode(RandomGenerator random) {
    return Ask.post("/batch/remove-node?id=" + random.nextInt(1, NODES + 1));
  }

  String node(RandomGenerator random) {
    return Integer.toString(nodes.sample(random));
  }

  String owner(RandomGenerator random) {
    return owners.sample(random) + ":" + random.nextInt(TYPES);
  }

  /** The first link that an owner would have if it has any, as the tables of the server have it. */
  String link(RandomGenerator random) {
    long source = owners.sample(random);
    return "%d:1:%d".formatted(source, 1 + (source * 31 + 7_919) % NODES);
  }

  private static String fresh(RandomGenerator random) {
    return Long.toString(random.nextLong(FIRST_NEW, FIRST_NEW * FIRST_NEW));
  }

  /** Some of a kind, none twice. */
  static String several(int size, Supplier<String> kind) {
    return Stream.generate(kind).limit(size).distinct().collect(Collectors.joining(","));
  }
}
