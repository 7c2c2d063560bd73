package dev.twofold;

import static dev.twofold.Members.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Tags;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.TierListener;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a request says that it was made of, and whether that still is as it was. */
class ContentsTest {

  private static final Parameter<String> LOCALE = Parameter.of("locale", String.class);
  private static final Member RENAMED = new Member(1, "Augusta", "London", 7);

  private final Names names = new Names(10);
  private final InMemoryDatabase database = Members.database();
  private final InMemoryTier tier = new InMemoryTier();
  private final AtomicReference<TierListener> listener = new AtomicReference<>();
  private final List<Twofold> engines = new ArrayList<>();
  private final Twofold twofold = engine(RegionPolicy.DEFAULT);

  /** A loader that no tier has entries of. */
  static final class Drafts extends BatchLoader<Long, String> {
    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      Map<Long, String> drafts = new HashMap<>();
      keys.forEach(key -> drafts.put(key, "draft"));
      return drafts;
    }

    @Override
    public boolean shared() {
      return false;
    }
  }

  private Twofold engine(RegionPolicy policy) {
    return opened(
        Twofold.builder()
            .settings(TwofoldSettings.builder().region("default", policy).build())
            .distributed(tier.node()));
  }

  private Twofold engine(DistributedTier itsTier) {
    return opened(Twofold.builder().distributed(itsTier));
  }

  /** A node of the tier, to whose listener a test has a say. */
  private DistributedTier overheard() {
    DistributedTier target = tier.node();
    return (DistributedTier)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DistributedTier.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("start")) {
                listener.set((TierListener) arguments[1]);
              }
              return method.invoke(target, arguments);
            });
  }

  private Twofold opened(Twofold.Builder builder) {
    Twofold engine =
        builder
            .database(database)
            .register(names, new MemberLoader(), new Tags(Map.of("java", 1)), new Drafts())
            .build();
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void close() {
    engines.forEach(Twofold::close);
  }

  private Contents of(Consumer<LoadScope> request) {
    return of(twofold, request);
  }

  private static Contents of(Twofold engine, Consumer<LoadScope> request) {
    try (LoadScope scope = engine.open()) {
      request.accept(scope);
      return scope.contents();
    }
  }

  private static String digest(Contents contents) {
    return contents.digest().orElseThrow();
  }

  private static List<String> ids(Contents contents) {
    return contents.entries().stream().map(StaleKey::id).sorted().toList();
  }

  @Nested
  class Digest {

    @Test
    void sameQuestions_inAnotherOrder_onAnotherNode_fromAnotherTier_areEqual() {
      Contents one = of(scope -> scope.findAll(Names.class, List.of(1L, 2L, 99L)));
      try (LoadScope scope = engine(RegionPolicy.DEFAULT).open()) {
        scope.find(Names.class, 99L);
        scope.findAll(Names.class, List.of(2L, 1L));

        assertThat(digest(scope.contents())).isEqualTo(digest(one));
        assertThat(Costs.of(scope, "Names")).isEqualTo("asked=3 distributed=2 knownAbsent=1");
      }
      assertThat(one.obstacle()).isEmpty();
      assertThat(ids(one)).containsExactly("1", "2", "99");
    }

    @Test
    void valueFilledAnew_asItWas_hasTheSame() {
      Contents before = of(scope -> scope.find(Names.class, 1L));
      twofold.invalidator().invalidate(Names.class, List.of(1L));

      assertThat(digest(of(scope -> scope.find(Names.class, 1L)))).isEqualTo(digest(before));
    }

    @Test
    void eachChange_hasAnother() {
      List<String> digests = new ArrayList<>();
      digests.add(digest(of(scope -> scope.find(Names.class, 1L))));
      digests.add(digest(of(scope -> scope.find(Names.class, 2L))));
      digests.add(digest(of(scope -> scope.findAll(Names.class, List.of(1L, 2L)))));
      digests.add(digest(of(scope -> scope.find(Names.class, 99L))));
      names.data().put(1L, "another");
      twofold.invalidator().invalidate(Names.class, List.of(1L));
      digests.add(digest(of(scope -> scope.find(Names.class, 1L))));
      names.data().remove(1L);
      twofold.invalidator().invalidate(Names.class, List.of(1L));
      digests.add(digest(of(scope -> scope.find(Names.class, 1L))));

      assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void withoutATierThatKeepsBytes_thereIsNone() {
      Twofold nearOnly = opened(Twofold.builder().near(new InMemoryNearTier()));

      Contents contents = of(nearOnly, scope -> scope.find(Names.class, 1L));

      assertThat(contents.digest()).isEmpty();
      assertThat(contents.obstacle()).isEmpty();
      assertThat(ids(contents)).containsExactly("1");
    }
  }

  @Nested
  class Entries {

    @Test
    void uniqueKeysOfKnownRows_areImplied() {
      Contents byId = of(scope -> scope.find(MemberLoader.class, 1L));
      Contents byName = of(scope -> scope.findBy(MemberLoader.BY_NAME, "ada"));

      assertThat(ids(byId)).containsExactly("1");
      assertThat(digest(byName)).isEqualTo(digest(byId));
    }

    @Test
    void uniqueKeyThatNoRowHas_isOne() {
      Contents contents = of(scope -> scope.findBy(MemberLoader.BY_NAME, "nobody"));

      assertThat(contents.entries())
          .extracting(StaleKey::loader, StaleKey::id)
          .containsExactly(tuple("twofold:MemberLoader.by.name", "nobody"));
    }

    @Test
    void timeToLive_isTheShortest_andShorterForAbsence() {
      assertThat(of(scope -> scope.find(Names.class, 1L)).timeToLive())
          .isEqualTo(Duration.ofMinutes(10));
      assertThat(of(scope -> scope.findAll(Names.class, List.of(1L, 99L))).timeToLive())
          .isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Nested
  class Obstacle {

    private void assertRefused(Twofold engine, Consumer<LoadScope> request, String reason) {
      Contents contents = of(engine, request);

      assertThat(contents.obstacle()).contains(reason);
      assertThat(contents.digest()).isEmpty();
    }

    private void assertRefused(Consumer<LoadScope> request, String reason) {
      assertRefused(twofold, request, reason);
    }

    @Test
    void nothingKnown() {
      assertRefused(scope -> {}, "the request knows no entry");
    }

    @Test
    void primedValue() {
      assertRefused(
          scope -> scope.prime(Names.class, 1L, "mine"),
          "the request primed a value, or read in a transaction or of expired values");
    }

    @Test
    void transactionOfTheCaller() {
      database.callersTransaction(true);

      assertRefused(
          scope -> scope.find(MemberLoader.class, 1L),
          "the request primed a value, or read in a transaction or of expired values");
    }

    @Test
    void ownWrites() {
      assertRefused(
          scope -> {
            scope.find(Names.class, 1L);
            scope.invalidate(Names.class, List.of(2L));
          },
          "the request has written");
    }

    @Test
    void failedLoad() {
      names.failWith(new IllegalStateException("down"));

      assertRefused(scope -> scope.findAll(Names.class, List.of(1L)), "a load of Names failed");
    }

    @Test
    void loaderThatIsNotShared() {
      assertRefused(scope -> scope.find(Drafts.class, 1L), "Drafts has no entries in shared tiers");
    }

    @Test
    void strictRegion() {
      assertRefused(
          engine(RegionPolicy.DEFAULT.withConsistency(Consistency.STRICT)),
          scope -> scope.find(Names.class, 1L),
          "region 'default' of Names is strict");
    }

    @Test
    void invalidationsThatDoNotArrive() {
      Twofold deaf = engine(overheard());
      listener.get().listening(false);

      assertRefused(
          deaf, scope -> scope.find(Names.class, 1L), "invalidations of other nodes do not arrive");
    }

    /** What was read in the meantime may be of the state before. */
    @Test
    void invalidationsThatDidNotArriveMeanwhile() {
      assertRefused(
          engine(overheard()),
          scope -> {
            listener.get().listening(false);
            scope.find(Names.class, 1L);
            listener.get().listening(true);
          },
          "invalidations of other nodes do not arrive");
    }

    @Test
    void invalidationsThatWereMissedMeanwhile() {
      assertRefused(
          engine(overheard()),
          scope -> {
            scope.find(Names.class, 1L);
            listener.get().missed(0);
          },
          "invalidations of other nodes do not arrive");
    }

    @Test
    void absenceThatIsNotRemembered() {
      assertRefused(
          engine(RegionPolicy.DEFAULT.withNegativeTimeToLive(Duration.ZERO)),
          scope -> scope.find(Names.class, 99L),
          "region 'default' does not remember absence");
    }
  }

  @Nested
  class IsCurrent {

    private final Contents contents =
        of(
            scope -> {
              scope.findAll(Names.class, List.of(1L, 2L, 99L));
              scope.findBy(MemberLoader.BY_NAME, "ada");
              scope.find(Tags.class, "JAVA");
            });

    private boolean isCurrent(Twofold engine) {
      try (LoadScope scope = engine.open()) {
        return scope.isCurrent(contents);
      }
    }

    @Test
    void nothingChanged_isOneTrip_andTheRequestKnowsNothingOfIt() {
      tier.resetCounts();
      int loads = names.batches().size();
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.isCurrent(contents)).isTrue();

        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
        assertThat(scope.contents().entries()).isEmpty();
      }
      assertThat(tier.multiGets()).isEqualTo(1);
      assertThat(tier.keysAsked()).isEqualTo(5);
      assertThat(names.batches()).hasSize(loads);
    }

    @Test
    void invalidatedByAnotherNode_isNot_andNothingIsLoaded() {
      engine(RegionPolicy.DEFAULT).invalidator().invalidate(Names.class, List.of(2L));
      int loads = names.batches().size();

      assertThat(isCurrent(twofold)).isFalse();
      assertThat(names.batches()).hasSize(loads);
      assertThat(tier.leases()).isZero();
    }

    @Test
    void filledAnewAsItWas_is() {
      twofold.invalidator().invalidate(Names.class, List.of(2L));
      of(scope -> scope.find(Names.class, 2L));

      assertThat(isCurrent(twofold)).isTrue();
    }

    @Test
    void changedRow_isNot() {
      Members.save(database, RENAMED);
      twofold.invalidator().invalidate(MemberLoader.class, List.of(ADA.id()));
      of(scope -> scope.find(MemberLoader.class, 1L));

      assertThat(isCurrent(twofold)).isFalse();
    }

    @Test
    void absentKeyThatHasAValueNow_isNot() {
      names.data().put(99L, "new");
      twofold.invalidator().invalidate(Names.class, List.of(99L));
      of(scope -> scope.find(Names.class, 99L));

      assertThat(isCurrent(twofold)).isFalse();
    }

    @Test
    void otherParameters_orAnotherEngine_areNot() {
      try (LoadScope scope = twofold.open(LOCALE, "de")) {
        assertThat(scope.isCurrent(contents)).isFalse();
        assertThat(scope.stats().multiGets()).isZero();
      }
      assertThat(isCurrent(engine(RegionPolicy.DEFAULT))).isFalse();
    }

    @Test
    void tierThatFails_isNot_andNothingIsLoaded() {
      FlakyTier flaky = new FlakyTier(tier.node());
      Twofold failing = engine(flaky);
      Contents own = of(failing, scope -> scope.find(Names.class, 3L));
      int loads = names.batches().size();
      flaky.fail();

      try (LoadScope scope = failing.open()) {
        assertThat(scope.isCurrent(own)).isFalse();
      }
      assertThat(names.batches()).hasSize(loads);
    }

    /** The near tier goes on for a while with what it has. */
    @Test
    void invalidationsThatDoNotArrive_areNot() {
      Twofold engine = engine(overheard());
      Contents known = of(engine, scope -> scope.find(Names.class, 1L));
      try (LoadScope scope = engine.open()) {
        assertThat(scope.isCurrent(known)).isTrue();
      }

      listener.get().listening(false);

      try (LoadScope scope = engine.open()) {
        assertThat(scope.isCurrent(known)).isFalse();
      }
    }

    @Test
    void closedScope_isRefused() {
      LoadScope scope = twofold.open();
      scope.close();

      assertThatIllegalStateException().isThrownBy(() -> scope.isCurrent(contents));
      assertThat(scope.contents().obstacle()).contains("the request knows no entry");
    }
  }
}
