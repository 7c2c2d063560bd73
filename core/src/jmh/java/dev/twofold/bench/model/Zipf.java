package dev.twofold.bench.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws numbers from 1 by Zipf's law: the n-th is drawn {@code n^exponent} times less often. */
public final class Zipf {

  private final double[] cumulated;

  /** Of numbers up to a count. */
  public Zipf(int count, double exponent) {
    cumulated = new double[count];
    for (int i = 0; i < count; i++) {
      cumulated[i] = Math.pow(i + 1, -exponent);
    }
    Arrays.parallelPrefix(cumulated, Double::sum);
  }

  /** A number from 1 to the count. */
  public int sample(RandomGenerator random) {
    double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, drawn);
    return Math.min(found < 0 ? -found : found + 2, cumulated.length);
  }
}
