package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Loaders.Names;
import dev.twofold.Members.MemberLoader;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.region.NearPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens to entries while they are loaded again, and what becomes of them. */
class RefreshRaceTest extends RefreshFixture {

  private static boolean isWaitingForATurn() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().equals("twofold-refresh"))
        .flatMap(each -> Arrays.stream(each.getValue()))
        .anyMatch(frame -> frame.getClassName().endsWith(".LoadTurns"));
  }

  private static void greet(Twofold engine) {
    try (LoadScope scope = engine.open()) {
      assertThat(scope.require(Greetings.class, 1L)).isEqualTo("Hello Ada");
    }
  }

  @Nested
  class Meanwhile {

    @Test
    void readersWaitForNothing_andTheKeyIsLoadedOnce() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      holdLoads();

      ask(twofold, List.of(1L));
      waitFor(loading);
      assertThat(ask(twofold, List.of(1L))).startsWith("asked=1").doesNotContain("database");
      released.countDown();

      assertThat(settled(twofold)).isEqualTo("due=1 refreshed=1 loads=1");
      assertThat(names.batchSizes()).containsExactly(1, 1);
    }

    @Test
    void otherNode_leavesItToTheFirst() {
      try (Twofold other = node(POLICY)) {
        ask(twofold, FIFTY);
        time.advance(DUE);
        holdLoads();
        ask(twofold, FIFTY);
        waitFor(loading);

        assertThat(ask(other, FIFTY)).isEqualTo("asked=50 distributed=50");
        assertThat(settled(other)).isEqualTo("due=50 left=50");
        released.countDown();

        assertThat(settled(twofold)).isEqualTo("due=50 refreshed=50 loads=1");
        assertThat(names.batchSizes()).containsExactly(50, 50);
      }
    }

    @Test
    void key_becomesStale_isNotPut() {
      ask(twofold, List.of(1L, 2L));
      time.advance(DUE);
      names.behave(
          (keys, truth, context) -> {
            loading.countDown();
            waitFor(released);
            return truth;
          });
      ask(twofold, List.of(1L, 2L));
      waitFor(loading);
      names.recover();
      names.data().put(1L, "renamed");
      twofold.invalidator().invalidate(Names.class, List.of(1L));
      released.countDown();

      assertThat(settled(twofold)).isEqualTo("due=2 refreshed=1 refused=1 loads=1");
      assertThat(name(twofold, 1)).isEqualTo("renamed");
      assertThat(names.batchSizes()).containsExactly(2, 2, 1);
    }

    @Test
    void key_becomesStaleAndIsLoadedByAReader_keepsWhatTheReaderHasPut() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      holdLoads();
      ask(twofold, List.of(1L));
      waitFor(loading);
      names.recover();
      names.data().put(1L, "renamed");
      twofold.invalidator().invalidate(Names.class, List.of(1L));
      assertThat(name(twofold, 1)).isEqualTo("renamed");
      released.countDown();

      assertThat(settled(twofold)).isEqualTo("due=1 refused=1 loads=1");
      assertThat(name(twofold, 1)).isEqualTo("renamed");
      assertThat(names.batchSizes()).containsExactly(1, 1, 1);
    }

    @Test
    void moreLoadsThanMayRun_waitForTheirTurn() {
      TwofoldSettings settings =
          TwofoldSettings.builder()
              .application("test")
              .databaseConcurrency(1)
              .region("default", POLICY)
              .build();
      try (RequestThreads threads = new RequestThreads();
          Twofold narrow =
              new EngineBuilder()
                  .nanoTime(RefreshRaceTest.this::nanoTime)
                  .database(database)
                  .distributed(tier.node())
                  .settings(settings)
                  .register(names)
                  .build()) {
        ask(narrow, List.of(1L));
        time.advance(DUE);
        holdLoads();
        Future<String> request = threads.run(() -> ask(narrow, List.of(50L)));
        waitFor(loading);
        ask(narrow, List.of(1L));

        await().until(RefreshRaceTest::isWaitingForATurn);
        assertThat(names.batchSizes()).containsExactly(1, 1);
        released.countDown();

        assertThat(RequestThreads.outcome(request)).startsWith("asked=1 database=1");
        assertThat(settled(narrow)).isEqualTo("due=1 refreshed=1 loads=1");
      }
    }

    @Test
    void engineIsClosed_theLoadEnds() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      names.runInside(
          () -> {
            loading.countDown();
            waitFor(new CountDownLatch(1)); // until it is interrupted
          });
      ask(twofold, List.of(1L));
      waitFor(loading);

      twofold.close();

      assertThat(settled(twofold)).isEqualTo("due=1 failed=1 loads=1");
    }
  }

  @Nested
  class Afterwards {

    @Test
    void rowIsGone_absenceTakesItsPlace() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      names.data().remove(1L);
      ask(twofold, List.of(1L));

      assertThat(settled(twofold)).isEqualTo("due=1 refreshed=1 loads=1");
      assertThat(ask(twofold, List.of(1L))).isEqualTo("asked=1 knownAbsent=1");
    }

    @Test
    void rowIsGoneAndAbsenceIsNotRemembered_theEntryIsRemoved() {
      try (Twofold forgetful = node(POLICY.withNegativeTimeToLive(Duration.ZERO))) {
        ask(forgetful, List.of(1L));
        time.advance(DUE);
        names.data().remove(1L);
        ask(forgetful, List.of(1L));

        assertThat(settled(forgetful)).isEqualTo("due=1 refreshed=1 loads=1");
        assertThat(tier.contents()).isEmpty();
        assertThat(ask(forgetful, List.of(1L))).isEqualTo("asked=1 absent=1 batches=1");
      }
    }

    @Test
    void loadFails_theEntryStays_andOthersTryOnceTheTurnIsOver() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      names.failWith(new IllegalStateException("down"));
      ask(twofold, List.of(1L));
      assertThat(settled(twofold)).isEqualTo("due=1 failed=1 loads=1");

      try (Twofold other = node(POLICY)) {
        assertThat(ask(other, List.of(1L))).isEqualTo("asked=1 distributed=1");
        assertThat(settled(other)).isEqualTo("due=1 left=1");
        time.advance(Duration.ofMinutes(1));
        names.recover();
        ask(other, List.of(1L));

        assertThat(settled(other)).isEqualTo("due=2 refreshed=1 left=1 loads=1");
      }
    }

    @Test
    void keyFails_theOthersAreReplaced() {
      ask(twofold, List.of(1L, 2L));
      time.advance(DUE);
      names.behave(
          (keys, truth, context) -> {
            truth.put(1L, null);
            return truth;
          });
      ask(twofold, List.of(1L, 2L));

      assertThat(settled(twofold)).isEqualTo("due=2 refreshed=1 failed=1 loads=1");
    }

    @Test
    void loadOfExpiredValues_isNotPut() {
      NearPolicy withGrace = NearPolicy.DEFAULT.withGrace(Duration.ofHours(1));
      try (Twofold graceful = node(POLICY.withNear(withGrace))) {
        try (LoadScope scope = graceful.open()) {
          scope.require(MemberLoader.class, 1L);
        }
        time.advance(Duration.ofMinutes(5));
        greet(graceful);
        time.advance(DUE);
        database.failStatements(new IllegalStateException("down"));
        greet(graceful);

        assertThat(settled(graceful)).isEqualTo("due=1 refused=1 loads=1");
      }
    }

    @Test
    void tierFails_nothingIsLoaded() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      CountDownLatch found = new CountDownLatch(1);
      try (LoadScope scope = twofold.open()) {
        flaky.beforeGets(
            () -> {
              if (found.getCount() == 0) {
                throw new IllegalStateException("gone");
              }
              found.countDown();
            });
        scope.find(Names.class, 1L);
      }

      assertThat(settled(twofold)).isEqualTo("due=1 left=1");
      assertThat(names.batchSizes()).containsExactly(1);
    }
  }
}
