package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.region.Consistency;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.testing.InMemoryNearTier;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Entries that are loaded again, by one node, once 80 % of their time is over. */
class RefreshAheadTest extends RefreshFixture {

  @Nested
  class Due {

    @Test
    void fiftyKeys_areOneLoadAndOneFill_andTheirTimeBeginsAnew() {
      ask(twofold, FIFTY);
      time.advance(DUE);
      tier.resetCounts();

      assertThat(ask(twofold, FIFTY)).isEqualTo("asked=50 distributed=50");
      assertThat(settled(twofold)).isEqualTo("due=50 refreshed=50 loads=1");

      assertThat(names.batchSizes()).containsExactly(50, 50);
      assertThat(tier.multiGets()).isEqualTo(3); // the request, whose turn it is, what stands
      assertThat(tier.multiSets()).isEqualTo(1);
      assertThat(tier.leases()).isZero();
      time.advance(TIME_TO_LIVE.minusMillis(1));
      assertThat(ask(twofold, FIFTY)).isEqualTo("asked=50 distributed=50");
    }

    @Test
    void fiftyRows_areOneStatement() {
      for (long id = 1; id <= 50; id++) {
        Members.save(database, new Member(id, "name " + id, "London", null));
      }
      try (LoadScope scope = twofold.open()) {
        scope.findAll(MemberLoader.class, FIFTY);
      }
      time.advance(DUE);
      try (LoadScope scope = twofold.open()) {
        scope.findAll(MemberLoader.class, FIFTY);
        assertThat(scope.stats().total().statements()).isZero();
      }

      assertThat(settled(twofold)).isEqualTo("due=50 refreshed=50 loads=1 statements=1");
      assertThat(database.statementSizes()).containsExactly(50, 50);
    }

    @Test
    void before_nothingIsLoaded_andFromThenOn() {
      ask(twofold, List.of(1L));
      time.advance(DUE.minusMillis(1));
      ask(twofold, List.of(1L));
      assertThat(settled(twofold)).isEmpty();

      time.advance(Duration.ofMillis(1));
      ask(twofold, List.of(1L));

      assertThat(settled(twofold)).isEqualTo("due=1 refreshed=1 loads=1");
    }

    @Test
    void ofSomeKeys_onlyThese() {
      ask(twofold, List.of(1L, 2L));
      time.advance(Duration.ofMinutes(4));
      ask(twofold, List.of(3L));
      time.advance(Duration.ofMinutes(4));

      ask(twofold, List.of(1L, 2L, 3L, 4L));

      assertThat(settled(twofold)).isEqualTo("due=2 refreshed=2 loads=1");
      assertThat(names.batches()).filteredOn(Set.of(1L, 2L)::equals).hasSize(2);
    }

    @Test
    void nearEntries_endWhenItMayBegin_soThatItIsSeen() {
      ask(twofold, List.of(1L));
      time.advance(DUE.minusMillis(1));
      assertThat(ask(twofold, List.of(1L))).isEqualTo("asked=1 near=1");

      time.advance(Duration.ofMillis(1));

      assertThat(ask(twofold, List.of(1L))).isEqualTo("asked=1 distributed=1");
      settled(twofold);
      assertThat(ask(twofold, List.of(1L))).isEqualTo("asked=1 near=1");
    }

    @Test
    void newValue_isReadByAllNodes() {
      try (Twofold other = node(POLICY)) {
        ask(twofold, List.of(1L));
        ask(other, List.of(1L));
        time.advance(DUE);
        names.data().put(1L, "renamed");

        assertThat(name(twofold, 1)).isEqualTo("name 1");
        settled(twofold);

        assertThat(name(twofold, 1)).isEqualTo("renamed");
        assertThat(name(other, 1)).isEqualTo("renamed");
        assertThat(settled(other)).isEmpty();
      }
    }

    @Test
    void strictRegion_isRefreshedToo() {
      try (Twofold strict = node(POLICY.withConsistency(Consistency.STRICT))) {
        ask(strict, List.of(1L));
        time.advance(DUE);
        ask(strict, List.of(1L));

        assertThat(settled(strict)).isEqualTo("due=1 refreshed=1 loads=1");
      }
    }

    @Test
    void withoutDistributedTier_theNearEntryIsReplaced() {
      try (Twofold alone =
          new EngineBuilder()
              .nanoTime(RefreshAheadTest.this::nanoTime)
              .near(new InMemoryNearTier(RefreshAheadTest.this::nanoTime))
              .settings(settings(POLICY))
              .register(names)
              .build()) {
        ask(alone, FIFTY);
        time.advance(DUE);

        assertThat(ask(alone, FIFTY)).isEqualTo("asked=50 near=50");
        assertThat(settled(alone)).isEqualTo("due=50 refreshed=50 loads=1");
        time.advance(DUE.minusMillis(1));
        assertThat(ask(alone, FIFTY)).isEqualTo("asked=50 near=50");
        assertThat(settled(alone)).isEqualTo("due=50 refreshed=50 loads=1");
      }
    }

    @Test
    void loadThatAsksAnotherLoader_isAnswered() {
      try (LoadScope scope = twofold.open()) {
        scope.find(Greetings.class, 1L);
      }
      time.advance(DUE);
      try (LoadScope scope = twofold.open()) {
        scope.find(Greetings.class, 1L);
      }
      // The member was read by that load, shortly before its own end.
      assertThat(settled(twofold)).isEqualTo("due=2 refreshed=2 loads=2 statements=1");
    }
  }

  @Nested
  class NotDue {

    @Test
    void regionThatDoesNotSaySo() {
      try (Twofold plain = node(POLICY.withLifetime(LifetimePolicy.DEFAULT))) {
        ask(plain, List.of(1L));
        time.advance(TIME_TO_LIVE.minusMillis(1));
        ask(plain, List.of(1L));

        assertThat(settled(plain)).isEmpty();
      }
    }

    @Test
    void absence_endsWithItsTime() {
      ask(twofold, List.of(999L));
      time.advance(TIME_TO_LIVE.minusMillis(1));

      assertThat(ask(twofold, List.of(999L))).isEqualTo("asked=1 knownAbsent=1");
      assertThat(settled(twofold)).isEmpty();
    }

    @Test
    void peek_loadsNothing() {
      ask(twofold, List.of(1L));
      time.advance(DUE);
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.peek(Names.class, 1L)).isPresent();
      }
      assertThat(settled(twofold)).isEmpty();
    }
  }
}
