package dev.twofold.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizesTest {

  private static final int DRAWN = 500_000;

  @Test
  void sample_readsOfTao_haveThePublishedQuantilesAndMean() {
    int[] sizes = drawn(Sizes.TAO_READS);

    assertThat(quantile(sizes, 0.5)).isBetween(3, 5);
    assertThat(quantile(sizes, 0.9)).isBetween(47, 51);
    assertThat(quantile(sizes, 0.99)).isBetween(233, 249);
    assertThat(sizes[DRAWN - 1]).isEqualTo(500);
    // Published: 19.2; within an interval the true sizes are nearer to its lower end.
    assertThat(IntStream.of(sizes).average().orElseThrow()).isBetween(19.0, 23.0);
  }

  @Test
  void sample_writesOfTao_haveThePublishedQuantiles() {
    int[] sizes = drawn(Sizes.TAO_WRITES);

    assertThat(quantile(sizes, 0.5)).isEqualTo(4);
    assertThat(quantile(sizes, 0.9)).isBetween(6, 8);
    assertThat(quantile(sizes, 0.99)).isBetween(25, 27);
    assertThat(sizes[DRAWN - 1]).isBetween(100, 103);
  }

  private static int[] drawn(Sizes sizes) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.generate(() -> sizes.sample(random)).limit(DRAWN).sorted().toArray();
  }

  private static int quantile(int[] sorted, double quantile) {
    return sorted[(int) (quantile * sorted.length)];
  }
}
