package dev.twofold.demo.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How often counts of a size occur: bins of width ten, each with its weight. Within a bin small
 * counts are more frequent, as they are across bins.
 *
 * <p>The figures are those of lobste.rs, published with the trawler workload (jonhoo/trawler).
 */
final class Histogram {

  static final Histogram COMMENTS_PER_STORY =
      new Histogram(33974, 4831, 1029, 401, 193, 103, 50, 24, 18, 10, 5, 1, 5, 2, 1, 2, 0, 1);

  static final Histogram VOTES_PER_STORY =
      new Histogram(
          16724, 16393, 4601, 1707, 680, 281, 128, 60, 35, 16, 4, 4, 10, 1, 2, 0, 1, 0, 0, 0, 0, 1,
          0, 0, 0, 1, 0, 0, 0, 1);

  static final Histogram VOTES_PER_COMMENT =
      new Histogram(89907, 27614, 2825, 637, 177, 61, 29, 6, 5, 5, 3, 0, 0, 0, 0, 1);

  private static final int BIN_WIDTH = 10;

  /** The sums of the weights up to and including each bin. */
  private final int[] cumulated;

  private Histogram(int... weights) {
    cumulated = weights.clone();
    Arrays.parallelPrefix(cumulated, Integer::sum);
  }

  /** A count, drawn by weight. */
  int sample(RandomGenerator random) {
    int drawn = random.nextInt(cumulated[cumulated.length - 1]);
    int bin = 0;
    while (cumulated[bin] <= drawn) {
      bin++;
    }
    return bin * BIN_WIDTH + Skew.below(BIN_WIDTH, random);
  }
}
