package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Loaders.Names;
import dev.twofold.settings.Fills;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fills that no request waits for. */
@Timeout(30)
class FillBehindTest {

  private final Names names = new Names(10);
  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Twofold twofold =
      Twofold.builder()
          .distributed(flaky)
          .settings(
              TwofoldSettings.builder()
                  .fills(Fills.BEHIND)
                  .distributedBudget(Duration.ofMinutes(1)) // what closing waits for fills, too
                  .build())
          .register(names)
          .build();

  @AfterEach
  void close() {
    released.countDown();
    twofold.close();
  }

  private void holdFills() {
    flaky.beforePuts(() -> waitFor(released));
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String costOf(Long key) {
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, key);
      return Costs.of(scope, "Names");
    }
  }

  @Test
  void fill_isSlow_theRequestEndsAndTheEntryComes() {
    holdFills();
    assertThat(costOf(1L)).isEqualTo("asked=1 database=1 batches=1");
    assertThat(tier.multiSets()).isZero();

    released.countDown();

    await().until(() -> tier.contents().size() == 1);
    assertThat(costOf(1L)).isEqualTo("asked=1 distributed=1");
  }

  @Test
  void fill_invalidatedMeanwhile_isRefused() {
    holdFills();
    costOf(1L);
    twofold.invalidator().invalidate(Names.class, List.of(1L));

    released.countDown();
    await().until(() -> tier.multiSets() == 1);

    assertThat(costOf(1L)).startsWith("asked=1 database=1");
  }

  @Test
  void fill_invalidationThatTheTierWasNotTold_isNotPut() {
    CountDownLatch untold = new CountDownLatch(1);
    flaky.beforePuts(() -> waitFor(untold));
    costOf(1L);
    costOf(2L);
    costOf(3L);
    costOf(4L); // as many as there are threads: the next one has not begun
    costOf(5L);
    flaky.fail();
    twofold.invalidator().invalidate(Names.class, List.of(5L));
    flaky.recover();

    untold.countDown();

    twofold.close();
    assertThat(tier.multiSets()).isEqualTo(5);
    assertThat(tier.contents()).hasSize(4);
  }

  @Test
  void fill_fails_theRequestHasItsAnswerAndTheNextTriesAgain() {
    CountDownLatch tried = new CountDownLatch(1);
    flaky.beforePuts(
        () -> {
          tried.countDown();
          throw new IllegalStateException("broken");
        });
    costOf(1L);
    waitFor(tried);
    flaky.beforePuts(() -> {});

    assertThat(costOf(2L)).startsWith("asked=1 database=1 batches=1");
    await().until(() -> tier.multiSets() == 1);
  }

  @Test
  void refresh_replacesBeforeTheRequestGoesOn() {
    try (LoadScope scope = twofold.open()) {
      scope.refreshAll(Names.class, List.of(1L));

      assertThat(tier.multiSets()).isEqualTo(1);
    }
  }

  @Test
  void close_waitsForFillsThatWereTaken() {
    holdFills();
    costOf(1L);
    costOf(2L);
    released.countDown();

    twofold.close();

    assertThat(tier.multiSets()).isEqualTo(2);
  }
}
