package dev.twofold.bench.macro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What a database of a social graph is asked for, by the shares and skews of LinkBench: 69 % reads.
 * It asks for one thing at a time; here a request asks for as many as a batch of TAOBench has.
 */
final class LinkBench implements Workload.Asks {

  private static final GraphAsks GRAPH = new GraphAsks(0.625, 0.8);
  private static final GraphAsks WRITTEN = new GraphAsks(0.606, 0.741);

  private static final double READS = 69.06;
  private static final double WRITES = 30.94;

  /** What a batch has on average: each operation shall have its share, not each request. */
  private static final double READ_BATCH = 19.2;

  private static final double WRITE_BATCH = 5.3;

  private static final Map<String, Double> READ_SHARES =
      Map.of("lists", 50.7119, "nodes", 12.9327, "counts", 4.8864, "links", 0.5261);

  private static final Mix CHANGES =
      new Mix()
          .add(8.9887, random -> WRITTEN.addLinks(random, Sizes.TAO_WRITES.sample(random)))
          .add(8.0122, random -> WRITTEN.updateLinks(random, Sizes.TAO_WRITES.sample(random)))
          .add(7.3664, random -> WRITTEN.updateNodes(random, Sizes.TAO_WRITES.sample(random)))
          .add(2.9908, WRITTEN::removeLink)
          .add(2.5733, random -> WRITTEN.addNodes(random, Sizes.TAO_WRITES.sample(random)))
          .add(1.0116, GraphAsks::removeNode);

  private final Mix mix = reads().add(WRITES / WRITE_BATCH, CHANGES);

  static Mix reads() {
    return new Mix().add(READS / READ_BATCH, LinkBench::read);
  }

  @Override
  public Ask next(RandomGenerator random) {
    return mix.next(random);
  }

  private static Ask read(RandomGenerator random) {
    int size = Sizes.TAO_READS.sample(random);
    Map<String, StringBuilder> parts = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      String kind = kind(random);
      parts
          .computeIfAbsent(kind, absent -> new StringBuilder(kind).append('='))
          .append(
              switch (kind) {
                case "nodes" -> GRAPH.node(random);
                case "links" -> GRAPH.link(random);
                default -> GRAPH.owner(random);
              })
          .append(',');
    }
    return GraphAsks.graph(
        parts.values().stream()
            .map(part -> part.substring(0, part.length() - 1))
            .collect(Collectors.joining("&")));
  }

  private static String kind(RandomGenerator random) {
    double drawn = random.nextDouble() * READS;
    for (String kind : List.of("lists", "nodes", "counts")) {
      drawn -= READ_SHARES.get(kind);
      if (drawn < 0) {
        return kind;
      }
    }
    return "links";
  }
}
