package dev.twofold;

import static dev.twofold.Members.ADA;
import static dev.twofold.RequestThreads.costs;
import static dev.twofold.RequestThreads.duringNextLoad;
import static dev.twofold.RequestThreads.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.LoadException;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.ToOne;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Values whose time is over, answered because their load has failed. */
class GraceTest {

  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofHours(1);
  private static final RegionPolicy POLICY =
      new RegionPolicy(TIME_TO_LIVE, Duration.ofSeconds(30), 0, 1_000)
          .withNear(NearPolicy.DEFAULT.withGrace(GRACE));

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final InMemoryNearTier near = new InMemoryNearTier(this::nanoTime);
  private final Names names = new Names(100);
  private final InMemoryDatabase database = Members.database();
  private final Twofold twofold = engine(POLICY, near);

  private long nanoTime() {
    return Duration.between(Instant.EPOCH, time.instant()).toNanos();
  }

  private Twofold engine(RegionPolicy policy, InMemoryNearTier kept) {
    return new EngineBuilder()
        .nanoTime(this::nanoTime)
        .near(kept)
        .distributed(tier.node())
        .database(database)
        .settings(
            TwofoldSettings.builder()
                .application("test")
                .requestBudget(Duration.ofSeconds(10))
                .region("default", policy)
                .build())
        .register(names, new MemberLoader())
        .relations(Line.class)
        .build();
  }

  @AfterEach
  void close() {
    twofold.close();
  }

  /** A loader that answers, time that passes, and a loader that fails. */
  private void expire(Long... keys) {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Names.class, List.of(keys));
    }
    time.advance(TIME_TO_LIVE);
    names.failWith(new IllegalStateException("down"));
  }

  private static void assertFails(Twofold twofold, Long key) {
    try (LoadScope scope = twofold.open()) {
      assertThatThrownBy(() -> scope.find(Names.class, key))
          .isInstanceOf(LoadException.class)
          .hasMessage("Names (region default) could not load 1 key: IllegalStateException");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 errors=1 batches=1");
    }
  }

  @Nested
  class Answered {

    @Test
    void expired_isAnsweredMarkedAndCounted() {
      expire(1L, 2L);
      try (LoadScope scope = twofold.open()) {
        Loaded<Long, String> loaded = scope.findAll(Names.class, List.of(2L, 1L, 2L));

        assertThat(loaded.found()).isEqualTo(Map.of(2L, "name 2", 1L, "name 1"));
        assertThat(loaded.inOrder()).containsExactly("name 2", "name 1", "name 2");
        assertThat(loaded.stale()).containsExactly(2L, 1L);
        assertThat(loaded.failed()).isEmpty();
        assertThat(scope.contents().obstacle()).contains("an expired value was answered");
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 request=1 stale=2 batches=1");
      }
    }

    @Test
    void loadThatWorks_isFresh() {
      expire(1L);
      names.recover();
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.findAll(Names.class, List.of(1L)).stale()).isEmpty();
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 database=1 batches=1 fills=1");
      }
    }

    @Test
    void otherKeysOfTheLoad_fail() {
      expire(1L);
      try (LoadScope scope = twofold.open()) {
        Loaded<Long, String> loaded = scope.findAll(Names.class, List.of(2L, 1L));

        assertThat(loaded.stale()).containsExactly(1L);
        assertThat(loaded.failed()).containsOnlyKeys(2L);
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 stale=1 errors=1 batches=1");
      }
    }

    @Test
    void keyThatFailsAlone_isAnsweredBesideOthers() {
      expire(1L, 2L);
      names.behave(
          (keys, truth, context) -> {
            truth.put(1L, null);
            return truth;
          });
      try (LoadScope scope = twofold.open()) {
        Loaded<Long, String> loaded = scope.findAll(Names.class, List.of(1L, 2L));

        assertThat(loaded.found()).containsOnlyKeys(1L, 2L);
        assertThat(loaded.stale()).containsExactly(1L);
        assertThat(Costs.of(scope, "Names"))
            .isEqualTo("asked=2 database=1 stale=1 batches=1 fills=1");
      }
    }

    @Test
    void oneKey_handleAndRelation_areAnsweredToo() {
      expire(1L, 2L, 3L, 4L);
      try (LoadScope scope = twofold.open()) {
        Lazy<String> handle = scope.lazy(Names.class, 3L);

        assertThat(scope.find(Names.class, 1L)).contains("name 1");
        assertThat(scope.require(Names.class, 2L)).isEqualTo("name 2");
        assertThat(handle.require()).isEqualTo("name 3");
        assertThat(Line.NAME.require(new Line(4L))).isEqualTo("name 4");
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=4 stale=4 batches=3");
      }
    }

    @Test
    void uniqueKey_isMarkedWhereItsRowIs() {
      try (LoadScope scope = twofold.open()) {
        scope.findBy(MemberLoader.BY_NAME, "Ada");
      }
      time.advance(TIME_TO_LIVE);
      database.failStatements(new IllegalStateException("down"));
      try (LoadScope scope = twofold.open()) {
        Loaded<String, Member> loaded =
            scope.findAllBy(MemberLoader.BY_NAME, List.of("Bob", "ada", "ada"));

        assertThat(loaded.found()).isEqualTo(Map.of("ada", ADA));
        assertThat(loaded.stale()).containsExactly("ada");
        assertThat(loaded.failed()).containsOnlyKeys("Bob");
      }
    }

    @Test
    void whoWaitsForTheLoad_isAnsweredToo() {
      expire(1L);
      AtomicReference<Future<String>> other = new AtomicReference<>();
      try (RequestThreads threads = new RequestThreads()) {
        duringNextLoad(
            names,
            () -> {
              other.set(threads.waitingRequest(twofold, costs(Names.class, List.of(1L))));
              throw new IllegalStateException("down");
            });

        assertThat(outcome(threads.request(twofold, costs(Names.class, List.of(1L)))))
            .isEqualTo("asked=1 stale=1 batches=1");
        assertThat(outcome(other.get())).isEqualTo("asked=1 stale=1 joined=1");
      }
    }

    @Test
    void budgetSpent_isAnsweredWithoutALoad() {
      expire(1L);
      names.runInside(() -> time.advance(Duration.ofSeconds(10)));
      try (LoadScope scope = twofold.open()) {
        scope.find(Names.class, 50L);

        assertThat(scope.find(Names.class, 1L)).contains("name 1");
        assertThat(Costs.of(scope, "Names")).startsWith("asked=2 database=1 stale=1 batches=1");
      }
    }
  }

  @Nested
  class Refused {

    @Test
    void beyondTheGrace_fails() {
      expire(1L);
      time.advance(GRACE.minusNanos(1));
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Names.class, 1L)).isPresent();
      }
      time.advance(Duration.ofNanos(1));

      assertFails(twofold, 1L);
    }

    @Test
    void withoutAGrace_fails() {
      InMemoryNearTier own = new InMemoryNearTier(GraceTest.this::nanoTime);
      try (Twofold graceless = engine(POLICY.withNear(NearPolicy.DEFAULT), own)) {
        try (LoadScope scope = graceless.open()) {
          scope.find(Names.class, 1L);
        }
        time.advance(TIME_TO_LIVE);
        names.failWith(new IllegalStateException("down"));

        assertFails(graceless, 1L);
      }
    }

    @Test
    void invalidatedByThisNode_fails() {
      expire(1L);
      try (LoadScope scope = twofold.open()) {
        scope.invalidate(Names.class, List.of(1L));
      }
      assertFails(twofold, 1L);
    }

    @Test
    void invalidatedByAnotherNode_failsAndNoOther() {
      expire(1L, 2L);
      Region region = new Region("default", Consistency.AVAILABLE, Duration.ZERO);
      tier.invalidate(
          Invalidation.ofKeys(Set.of(new StaleKey("test:Names", "1", region))),
          Duration.ofSeconds(1));

      try (LoadScope scope = twofold.open()) {
        Loaded<Long, String> loaded = scope.findAll(Names.class, List.of(1L, 2L));

        assertThat(loaded.failed()).containsOnlyKeys(1L);
        assertThat(loaded.stale()).containsExactly(2L);
      }
    }

    @Test
    void invalidatedWhileTheLoadRuns_fails() {
      expire(1L);
      try (LoadScope writer = twofold.openUnbound(ParameterValues.none())) {
        names.runInside(
            () -> {
              writer.invalidate(Names.class, List.of(1L));
              throw new IllegalStateException("down");
            });

        assertFails(twofold, 1L);
      }
    }

    @Test
    void interruptedLoad_fails() {
      expire(1L);
      names.failWith(new InterruptedException());
      try {
        assertThatThrownBy(() -> readOnce(1L)).isInstanceOf(LoadException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }

    @Test
    void errorOfTheLoad_isThrown() {
      expire(1L);
      AssertionError broken = new AssertionError("broken");
      names.failWith(broken);

      assertThatThrownBy(() -> readOnce(1L)).isSameAs(broken);
    }

    private void readOnce(Long key) {
      try (LoadScope scope = twofold.open()) {
        scope.find(Names.class, key);
      }
    }

    @Test
    void absence_isNotAnswered() {
      expire(999L);

      assertFails(twofold, 999L);
    }

    @Test
    void refresh_fails() {
      expire(1L);
      try (LoadScope scope = twofold.open()) {
        Loaded<Long, String> loaded = scope.refreshAll(Names.class, List.of(1L));

        assertThat(loaded.failed()).containsOnlyKeys(1L);
        assertThat(loaded.stale()).isEmpty();
      }
    }

    @Test
    void strictRegion_mustNotHaveAGrace() {
      InMemoryNearTier own = new InMemoryNearTier(GraceTest.this::nanoTime);

      assertThatThrownBy(() -> engine(POLICY.withConsistency(Consistency.STRICT), own))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(
              "region 'default' is strict and has near.grace PT1H; allowed: zero");
    }
  }

  @Nested
  class Afterwards {

    @Test
    void request_knowsTheValueAndThatItHasExpired() {
      expire(1L);
      try (LoadScope scope = twofold.open()) {
        String first = scope.require(Names.class, 1L);

        Loaded<Long, String> again = scope.findAll(Names.class, List.of(1L));

        assertThat(again.inOrder()).singleElement().isSameAs(first);
        assertThat(again.stale()).containsExactly(1L);
        assertThat(scope.peekAll(Names.class, List.of(1L)).stale()).containsExactly(1L);
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 request=2 stale=1 batches=1");
      }
    }

    @Test
    void refreshedOrForgotten_isFresh() {
      expire(1L, 2L);
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Names.class, List.of(1L, 2L));
        assertThat(scope.refreshAll(Names.class, List.of(1L)).failed()).containsOnlyKeys(1L);
        assertThat(scope.findAll(Names.class, List.of(1L)).stale()).containsExactly(1L);
        names.recover();
        scope.refresh(Names.class, 1L);
        scope.invalidate(Names.class, List.of(2L));

        assertThat(scope.findAll(Names.class, List.of(1L, 2L)).found()).hasSize(2);
        assertThat(scope.findAll(Names.class, List.of(1L, 2L)).stale()).isEmpty();
      }
    }

    @Test
    void nothingIsPutAnywhere_soTheNextRequestLoads() {
      expire(1L);
      int puts = near.puts();
      for (int i = 0; i < 2; i++) {
        try (LoadScope scope = twofold.open()) {
          scope.find(Names.class, 1L);
          assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 stale=1 batches=1");
        }
      }
      assertThat(near.puts()).isEqualTo(puts);
      assertThat(tier.contents()).isEmpty();
      assertThat(tier.leases()).isZero();
    }
  }

  record Line(Long nameId) {
    static final ToOne<Line, String> NAME = ToOne.of(Line.class, Line::nameId, Names.class);
  }
}
