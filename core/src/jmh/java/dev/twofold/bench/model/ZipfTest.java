package dev.twofold.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

  private static final int DRAWN = 300_000;

  @Test
  void sample_exponentOne_firstComesTwiceAsOftenAsSecond() {
    int[] counts = drawn(new Zipf(3, 1));

    // 1 + 1/2 + 1/3 = 11/6
    assertThat(counts[1] / (double) DRAWN).isCloseTo(6 / 11.0, within(0.01));
    assertThat(counts[2] / (double) DRAWN).isCloseTo(3 / 11.0, within(0.01));
    assertThat(counts[3] / (double) DRAWN).isCloseTo(2 / 11.0, within(0.01));
  }

  @Test
  void sample_exponentZero_allComeAlike() {
    int[] counts = drawn(new Zipf(3, 0));

    assertThat(counts[0]).isZero();
    assertThat(counts[1] / (double) DRAWN).isCloseTo(1 / 3.0, within(0.01));
    assertThat(counts[3] / (double) DRAWN).isCloseTo(1 / 3.0, within(0.01));
  }

  private static int[] drawn(Zipf zipf) {
    SplittableRandom random = new SplittableRandom(5);
    int[] counts = new int[4];
    for (int i = 0; i < DRAWN; i++) {
      counts[zipf.sample(random)]++;
    }
    return counts;
  }
}
