package dev.twofold.demo.data;

import java.util.random.RandomGenerator;

/** Draws by which few get much: a tenth of the numbers gets a third of the draws. */
final class Skew {

  private Skew() {}

  /** A number from zero to below the bound, small ones more often. */
  static int below(int bound, RandomGenerator random) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform);
  }
}
