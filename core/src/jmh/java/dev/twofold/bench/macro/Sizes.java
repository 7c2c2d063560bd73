package dev.twofold.bench.macro;

import java.util.random.RandomGenerator;

/** Draws sizes of batches so that the quantiles that are known of them come out. */
final class Sizes {

  /** How many things a batched read of TAOBench asks for. */
  static final Sizes TAO_READS =
      new Sizes(
          new double[] {0, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1},
          new double[] {1, 4, 11, 49, 98, 241, 451, 500});

  /** How many things a batched write of TAOBench changes. */
  static final Sizes TAO_WRITES =
      new Sizes(new double[] {0, 0.5, 0.9, 0.95, 0.99, 1}, new double[] {2, 4, 7, 21, 26, 103});

  private final double[] quantiles;
  private final double[] sizes;

  private Sizes(double[] quantiles, double[] sizes) {
    this.quantiles = quantiles;
    this.sizes = sizes;
  }

  /** A size: between two quantiles, each one is as frequent as the other. */
  int sample(RandomGenerator random) {
    double drawn = random.nextDouble();
    int next = 1;
    while (quantiles[next] <= drawn) {
      next++;
    }
    double within = (drawn - quantiles[next - 1]) / (quantiles[next] - quantiles[next - 1]);
    return (int) Math.round(sizes[next - 1] + within * (sizes[next] - sizes[next - 1]));
  }
}
