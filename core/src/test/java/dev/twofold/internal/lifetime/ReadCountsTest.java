package dev.twofold.internal.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadCountsTest {

  private static final long PERIOD = 1_000;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - PERIOD);
  private final ReadCounts counts = new ReadCounts(PERIOD, now::get);

  private void add(int hash, int times) {
    for (int i = 0; i < times; i++) {
      counts.add(hash);
    }
  }

  @Test
  void withinAPeriod_allCount_byKey() {
    add(1, 3);
    add(2, 1);

    assertThat(counts.of(1)).isEqualTo(3);
    assertThat(counts.of(2)).isEqualTo(1);
    assertThat(counts.of(3)).isZero();
  }

  @Test
  void ofThePeriodBefore_countWhatThisOneLacks() {
    add(1, 8);
    now.addAndGet(PERIOD);
    add(1, 1);
    assertThat(counts.of(1)).isEqualTo(9);

    now.addAndGet(PERIOD / 4);

    assertThat(counts.of(1)).isEqualTo(7);
  }

  @Test
  void olderOnes_areForgotten() {
    add(1, 8);

    now.addAndGet(2 * PERIOD);

    assertThat(counts.of(1)).isZero();
  }

  @Test
  void manyKeys_seemToBeReadLittleMoreThanTheyAre() {
    for (int key = 0; key < 10_000; key++) {
      add(key, 1);
    }
    add(-7, 100);

    assertThat(counts.of(-7)).isBetween(100.0, 110.0);
  }
}
