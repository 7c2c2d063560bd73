package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final Duration BUDGET = Duration.ofMillis(200);
  private static final Region REGION = new Region("r", Consistency.AVAILABLE, Duration.ZERO);
  private static final TierKey ENTRY =
      new TierKey(new EntryGroup("app:L", "", ":f", 1, REGION), "1");
  private static final Invalidation STALE = Invalidation.ofKeys(Set.of(ENTRY.stale()));

  private final List<String> steps = new ArrayList<>();
  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier);
  private final TierHealth health =
      new TierHealth(
          BreakerPolicy.DEFAULT.within(Duration.ofMillis(200)),
          false,
          new CircuitLog(System::nanoTime, List.of()));
  private final Undelivered undelivered = new Undelivered(10);
  private final Delivery delivery =
      new Delivery(
          flaky,
          BUDGET,
          this::near,
          health,
          undelivered,
          new WriteCounters(),
          new Observers(List.of()),
          null,
          new OpenWork());

  private void near(Invalidation stale) {
    steps.add("%d keys after %d trips".formatted(stale.keys().size(), tier.removals()));
    if (undelivered.covers(ENTRY)) {
      steps.add("withheld");
    }
  }

  @Test
  void nearTier_isToldBeforeAndAfterTheTrip() {
    assertThat(delivery.invalidate(STALE)).isTrue();
    assertThat(steps).containsExactly("1 keys after 0 trips", "1 keys after 1 trips");
  }

  @Test
  void nearTier_isToldOnceMoreAfterTheEntryIsWithheld() {
    flaky.fail();
    assertThat(delivery.invalidate(STALE)).isFalse();
    assertThat(steps).containsExactly("1 keys after 0 trips", "1 keys after 0 trips", "withheld");
  }

  @Test
  void entry_isReleasedOnlyAfterTheSecondStep() {
    flaky.fail();
    delivery.invalidate(STALE);
    flaky.recover();
    steps.clear();
    delivery.invalidate(STALE);
    assertThat(steps).endsWith("1 keys after 1 trips", "withheld");
    assertThat(undelivered.covers(ENTRY)).isFalse();
  }

  @Test
  void end_tellsTheNearTierOfBoth_inOneTrip() {
    StaleKey other = new StaleKey("app:M", "2", REGION);
    Bracket bracket = tier.begin(STALE, Duration.ofSeconds(1), BUDGET);
    delivery.end(bracket, Invalidation.ofKeys(Set.of(ENTRY.stale(), other)));
    assertThat(steps).containsExactly("2 keys after 0 trips", "2 keys after 1 trips");
  }

  @Test
  void nothing_isNoStep() {
    assertThat(delivery.invalidate(Invalidation.NOTHING)).isTrue();
    assertThat(steps).isEmpty();
  }

  @Test
  void withoutATier_theNearTierIsTold() {
    Delivery local =
        new Delivery(
            null,
            BUDGET,
            this::near,
            health,
            undelivered,
            new WriteCounters(),
            new Observers(List.of()),
            null,
            new OpenWork());
    assertThat(local.invalidate(STALE)).isTrue();
    assertThat(local.hasTier()).isFalse();
    assertThat(steps).hasSize(2);
  }

  private void doubt() {
    flaky.fail();
    for (int i = 0; i < 5; i++) {
      delivery.invalidate(STALE);
    }
    assertThat(health.isTrusted()).isFalse();
    flaky.recover();
  }

  /** A hundred commits would otherwise hold a hundred connections for a budget. */
  @Test
  void inDoubt_oneThreadTries_andWhatOthersHaveToTellWaits() throws Exception {
    doubt();
    CountDownLatch trying = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    flaky.meanwhile(
        () -> {
          trying.countDown();
          awaitUninterruptibly(goOn);
        });
    FutureTask<Boolean> first = new FutureTask<>(() -> delivery.invalidate(STALE));
    new Thread(first).start();
    trying.await();
    StaleKey other = new StaleKey("app:M", "2", REGION);

    assertThat(delivery.invalidate(Invalidation.ofKeys(Set.of(other)))).isFalse();
    assertThat(undelivered.next(10).stale().keys()).contains(other);

    goOn.countDown();
    assertThat(first.get()).isTrue();
    assertThat(undelivered.next(10).stale().keys()).containsExactly(other);
  }

  @Test
  void inDoubt_nextThreadTriesAgain() {
    doubt();

    assertThat(delivery.invalidate(STALE)).isTrue();
    assertThat(delivery.invalidate(STALE)).isTrue();
    assertThat(tier.removals()).isEqualTo(2);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
