package dev.twofold.internal.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.settings.Fills;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FillQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FillQueue queue = FillQueue.of(Fills.BEHIND);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    queue.close(PATIENCE);
  }

  private void waitForRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takes_fillsThatAreAwaited_never() {
    FillQueue none = FillQueue.of(Fills.AWAITED);

    assertThat(none.takes(1, () -> {})).isFalse();
    none.close(PATIENCE);
  }

  @Test
  void takes_full_refusesUntilThereIsRoomAgain() {
    assertThat(queue.takes(50_000, this::waitForRelease)).isTrue();
    assertThat(queue.takes(1, () -> {})).isFalse();

    released.countDown();

    await().until(() -> queue.takes(50_000, () -> {}));
  }

  @Test
  void takes_fillThatThrows_givesItsRoomBack() {
    queue.takes(
        50_000,
        () -> {
          throw new IllegalStateException("broken");
        });

    await().until(() -> queue.takes(50_000, () -> {}));
  }

  @Test
  void close_runsWhatWasTakenAndTakesNothingAnyMore() {
    AtomicInteger filled = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      queue.takes(1, filled::incrementAndGet);
    }

    queue.close(PATIENCE);

    assertThat(filled).hasValue(100);
    assertThat(queue.takes(1, filled::incrementAndGet)).isFalse();
  }

  @Test
  void close_fillThatDoesNotEnd_isGivenUpInTime() {
    queue.takes(1, this::waitForRelease);

    long start = System.nanoTime();
    queue.close(Duration.ofMillis(50));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }
}
