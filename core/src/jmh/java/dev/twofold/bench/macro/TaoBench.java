package dev.twofold.bench.macro;

import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * What Meta's applications ask their graph for, by the shares and batch sizes that TAOBench has
 * published: all of them (O), and one that writes much (A).
 */
final class TaoBench {

  private static final double SKEW = 0.8;
  private static final GraphAsks GRAPH = new GraphAsks(SKEW, SKEW);

  private TaoBench() {}

  /** All applications together: 97 % single reads, 3 % batches. */
  static Mix overall() {
    return new Mix()
        .add(8_387, reads(50.2, 49.8, 0, 0))
        .add(19, writes(35.6, 12.2, 0.2, 52.1, random -> 1))
        .add(242, batches())
        .add(1, writes(35.6, 12.2, 0.2, 52.1, Sizes.TAO_WRITES::sample));
  }

  /** One application: 24 % writes, 6 % batches. */
  static Mix application() {
    return new Mix()
        .add(171, reads(49.6, 7.1, 39.2, 4.1))
        .add(57, writes(15.5, 29.9, 1.4, 53.1, random -> 1))
        .add(15, batches())
        .add(1, writes(15.5, 29.9, 1.4, 53.1, Sizes.TAO_WRITES::sample));
  }

  /** The batches of both. */
  static Mix batches() {
    return new Mix()
        .add(16.7, random -> GRAPH.nodes(random, Sizes.TAO_READS.sample(random)))
        .add(83.3, random -> GRAPH.links(random, Sizes.TAO_READS.sample(random)));
  }

  private static Mix reads(double object, double edge, double range, double count) {
    return new Mix()
        .add(object, random -> GRAPH.nodes(random, 1))
        .add(edge, random -> GRAPH.links(random, 1))
        .add(range, GRAPH::list)
        .add(count, GRAPH::count);
  }

  private static Mix writes(
      double addObject,
      double updateObject,
      double addEdge,
      double updateEdge,
      ToIntFunction<RandomGenerator> size) {
    return new Mix()
        .add(addObject, random -> GRAPH.addNodes(random, size.applyAsInt(random)))
        .add(updateObject, random -> GRAPH.updateNodes(random, size.applyAsInt(random)))
        .add(addEdge, random -> GRAPH.addLinks(random, size.applyAsInt(random)))
        .add(updateEdge, random -> GRAPH.updateLinks(random, size.applyAsInt(random)));
  }
}
