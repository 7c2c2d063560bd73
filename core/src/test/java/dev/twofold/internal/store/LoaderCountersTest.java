package dev.twofold.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LoaderCountersTest {

  private static final int THREADS = 4;
  private static final int TIMES = 1_000_000;

  private final LoaderCounters counters = new LoaderCounters();

  @Test
  void threadsThatCountAtOnce_loseNothing() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread other = new Thread(() -> count(start));
      others.add(other);
      other.start();
    }
    start.countDown();
    count(start);
    for (Thread other : others) {
      other.join();
    }

    assertThat(counters.snapshot().asked()).isEqualTo((THREADS + 1L) * TIMES);
    assertThat(counters.snapshot().unread()).isZero();
  }

  private void count(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < TIMES; i++) {
      counters.add(Counter.ASKED, 1);
      counters.add(Counter.UNREAD, i % 2 == 0 ? 1 : -1);
    }
  }
}
