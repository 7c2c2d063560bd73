package dev.twofold;

import static dev.twofold.RequestThreads.duringNextLoad;
import static dev.twofold.RequestThreads.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberEntity;
import dev.twofold.Members.MemberLoader;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expired values that loads and request forms read, and loads that had no turn. */
class GraceLoadsTest {

  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
  private static final RegionPolicy POLICY =
      new RegionPolicy(TIME_TO_LIVE, Duration.ofSeconds(30), 0, 1_000)
          .withNear(NearPolicy.DEFAULT.withGrace(Duration.ofHours(1)));

  private static final Member EVE = new Member(1, "Eve", "London", 7);

  private final AtomicLong now = new AtomicLong();
  private final InMemoryTier tier = new InMemoryTier();
  private final InMemoryNearTier near = new InMemoryNearTier(now::get);
  private final Names names = new Names(100);
  private final Titles titles = new Titles(100);
  private final InMemoryDatabase database = Members.database();
  private final Signs signs = new Signs();
  private final Twofold twofold =
      new EngineBuilder()
          .nanoTime(now::get)
          .near(near)
          .distributed(tier)
          .database(database)
          .settings(
              TwofoldSettings.builder()
                  .databaseConcurrency(1)
                  .databaseBudget(Duration.ofMillis(200))
                  .region("default", POLICY)
                  .build())
          .register(names, titles, signs, new MemberLoader())
          .build();

  @AfterEach
  void close() {
    twofold.close();
  }

  /** Time passes after these keys were read, and a name cannot be loaded any more. */
  private void expire() {
    try (LoadScope scope = twofold.open()) {
      scope.find(Names.class, 1L);
      scope.findAll(Signs.class, List.of(1L, 2L));
      scope.find(MemberLoader.class, 1L);
    }
    now.addAndGet(TIME_TO_LIVE.toNanos());
    tier.evictAll();
    names.failWith(new IllegalStateException("down"));
    signs.isDown = true;
    database.failStatements(new IllegalStateException("down"));
  }

  @Test
  void whatALoadMakesOfThem_isPutNowhere() {
    expire();
    titles.behave(
        (keys, truth, context) -> {
          String name = LoadScope.current().require(Names.class, 1L);
          truth.replaceAll((key, title) -> title + " of " + name);
          return truth;
        });
    int puts = near.puts();
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.require(Titles.class, 5L)).isEqualTo("title 5 of name 1");
      assertThat(scope.require(Titles.class, 6L)).isEqualTo("title 6 of name 1");
      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 request=1 stale=1 batches=1");
      assertThat(Costs.of(scope, "Titles")).isEqualTo("asked=2 database=2 batches=2");
    }
    assertThat(near.puts()).isEqualTo(puts);
    assertThat(tier.contents()).isEmpty();
    assertThat(tier.leases()).isZero();
  }

  @Test
  void loadsThatReadNoneOfThem_arePut() {
    expire();
    try (LoadScope scope = twofold.open()) {
      scope.require(Names.class, 1L);
      scope.require(Titles.class, 5L);

      assertThat(Costs.of(scope, "Titles")).isEqualTo("asked=1 database=1 batches=1 fills=1");
    }
  }

  @Test
  void requestFormThatAsksForAnother_isMadeOnceForEach() {
    expire();
    signs.onForm = (scope, key) -> scope.require(Signs.class, 2L);
    try (LoadScope scope = twofold.open()) {
      Loaded<Long, String> loaded = scope.findAll(Signs.class, List.of(1L, 2L));

      assertThat(loaded.inOrder()).containsExactly("(sign 1)", "(sign 2)");
      assertThat(loaded.stale()).containsExactly(1L, 2L);
      assertThat(Costs.of(scope, "Signs")).isEqualTo("asked=3 request=1 stale=2 batches=2");
    }
  }

  @Test
  void requestFormThatCannotBeMade_failsAndLeavesNoMark() {
    expire();
    signs.onForm =
        (scope, key) -> {
          throw new IllegalStateException("no form");
        };
    try (LoadScope scope = twofold.open()) {
      Loaded<Long, String> failed = scope.findAll(Signs.class, List.of(1L));
      assertThat(failed.failed()).containsOnlyKeys(1L);
      assertThat(failed.stale()).isEmpty();
      signs.isDown = false;
      signs.onForm = (other, key) -> {};

      Loaded<Long, String> fresh = scope.findAll(Signs.class, List.of(1L));

      assertThat(fresh.found()).containsOnlyKeys(1L);
      assertThat(fresh.stale()).isEmpty();
    }
  }

  @Test
  void rowThatWasGoneAndIsBack_hasNoMark() {
    expire();
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(MemberLoader.class, List.of(1L)).stale()).containsExactly(1L);
      database.failStatements(null);
      database.delete(MemberEntity.class, 1L);
      assertThat(scope.refresh(MemberLoader.class, 1L)).isEmpty();
      Members.save(database, EVE);
      assertThat(scope.findBy(MemberLoader.BY_NAME, "Eve")).contains(EVE);

      assertThat(scope.findAll(MemberLoader.class, List.of(1L)).stale()).isEmpty();
    }
  }

  @Test
  void noTurnInTime_isAnsweredToo() {
    expire();
    try (RequestThreads threads = new RequestThreads()) {
      duringNextLoad(
          titles,
          () ->
              assertThat(outcome(threads.request(twofold, GraceLoadsTest::nameOne)))
                  .isEqualTo("name 1"));

      Future<String> slow = threads.request(twofold, scope -> scope.require(Titles.class, 5L));
      assertThat(outcome(slow)).isEqualTo("title 5");
    }
    assertThat(names.batches()).as("the one that filled").hasSize(1);
  }

  private static String nameOne(LoadScope scope) {
    return scope.require(Names.class, 1L);
  }

  /** Tiers have a word for each key, and requests see it in parentheses. */
  private static final class Signs extends FormLoader<Long, String, String> {
    private BiConsumer<LoadScope, Long> onForm = (scope, key) -> {};
    private boolean isDown;

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      if (isDown) {
        throw new IllegalStateException("down");
      }
      Map<Long, String> found = new HashMap<>();
      keys.forEach(key -> found.put(key, "sign " + key));
      return found;
    }

    @Override
    public String requestForm(Long key, String cached) {
      if (key == 1) {
        onForm.accept(LoadScope.current(), key);
      }
      return "(" + cached + ")";
    }
  }
}
