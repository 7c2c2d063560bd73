package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.internal.read.Pause;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may fill what a load has found, and how requests wait for each other. */
@Timeout(30)
class LeaseReadTest {

  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final RegionPolicy POLICY =
      new RegionPolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), 0, 1_000);

  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier.node());
  private final InMemoryDatabase database = new InMemoryDatabase("default", 1_000);
  private final Words words = new Words();
  private final Numbers numbers = new Numbers();
  private final List<Duration> pauses = new ArrayList<>();
  private final Twofold twofold = engine(flaky, words, numbers, pauses::add);
  private final List<Twofold> others = new ArrayList<>();

  private Twofold engine(DistributedTier distributed, Words words, Numbers numbers, Pause pause) {
    return new EngineBuilder()
        .pause(pause)
        .database(database)
        .distributed(distributed)
        .near(new InMemoryNearTier())
        .settings(TwofoldSettings.builder().application("test").region("default", POLICY).build())
        .register(words, numbers)
        .build();
  }

  /** Another node, with loaders of its own. */
  private Twofold other(Words itsWords, Pause pause) {
    Twofold other = engine(tier.node(), itsWords, new Numbers(), pause);
    others.add(other);
    return other;
  }

  @AfterEach
  void close() {
    others.forEach(Twofold::close);
    twofold.close();
  }

  private static StaleKey stale(long key) {
    return new StaleKey(
        "test:Words", "" + key, new Region("default", Consistency.AVAILABLE, Duration.ZERO));
  }

  private static Invalidation invalidation(long... keys) {
    return Invalidation.ofKeys(
        Set.copyOf(LongStream.of(keys).mapToObj(LeaseReadTest::stale).toList()));
  }

  /** What one read in a request of its own costs. */
  private static String read(Twofold engine, Long... keys) {
    try (LoadScope scope = engine.open()) {
      scope.findAll(Words.class, List.of(keys));
      return Costs.of(scope, "Words");
    }
  }

  @Nested
  class Refused {

    @Test
    void leaseEvictedWhileLoading_valueIsAnsweredAndNowhereKept() {
      words.runInside(tier::evictAll);
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.findAll(Words.class, List.of(1L, 99L)).inOrder())
            .containsExactly("word 1");
        assertThat(Costs.of(scope, "Words"))
            .isEqualTo("asked=2 database=1 absent=1 batches=1 refused=2");
      }
      words.recover();
      assertThat(tier.contents()).isEmpty();
      assertThat(read(twofold, 1L, 99L)).isEqualTo("asked=2 database=1 absent=1 batches=1 fills=2");
    }

    @Test
    void invalidatedByAnotherNodeWhileLoading_onlyThatKeyIsRefused() {
      words.runInside(() -> tier.invalidate(invalidation(1), BUDGET));

      assertThat(read(twofold, 1L, 2L)).isEqualTo("asked=2 database=2 batches=1 fills=1 refused=1");
      words.recover();
      assertThat(read(twofold, 1L, 2L)).isEqualTo("asked=2 near=1 database=1 batches=1 fills=1");
    }

    @Test
    void refreshOfAKeyThatIsInvalidatedMeanwhile_leavesNothingOld() {
      read(twofold, 1L);
      words.runInside(() -> tier.invalidate(invalidation(1), BUDGET));
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.refresh(Words.class, 1L)).contains("word 1");

        assertThat(Costs.of(scope, "Words")).isEqualTo("asked=1 database=1 batches=1 refused=1");
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiSets=1 removals=1");
      }
      assertThat(tier.contents()).isEmpty();
    }

    @Test
    void refresh_replacesTheNearEntryToo() {
      read(twofold, 1L);
      words.data().put(1L, "new");
      try (LoadScope scope = twofold.open()) {
        scope.refresh(Words.class, 1L);
      }
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Words.class, 1L)).contains("new");
        assertThat(Costs.of(scope, "Words")).isEqualTo("asked=1 near=1");
      }
    }
  }

  @Nested
  class GivenUp {

    @Test
    void failedLoad_releasesItsLeasesInOneTrip() {
      words.failWith(new IllegalStateException("down"));
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Words.class, List.of(1L, 2L));
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
      }
      assertThat(tier.leases()).isZero();
    }

    @Test
    void error_releasesTheLeases() {
      words.failWith(new AssertionError("broken"));
      try (LoadScope scope = twofold.open()) {
        assertThatThrownBy(() -> scope.find(Words.class, 1L)).isInstanceOf(AssertionError.class);
      }
      assertThat(tier.leases()).isZero();
    }

    @Test
    void oversizedValue_releasesItsLeaseWithTheFillsOfOthers() {
      words.data().put(1L, "x".repeat(2 << 20));
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Words.class, List.of(1L, 2L));

        assertThat(Costs.of(scope, "Words"))
            .isEqualTo("asked=2 database=2 batches=1 fills=1 oversized=1");
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
      }
      assertThat(tier.leases()).isZero();
    }

    @Test
    void peek_takesNoLease() {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.peek(Words.class, 1L)).isEmpty();
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
      }
      assertThat(tier.leases()).isZero();
    }

    @Test
    void insideATransactionOfTheCaller_noLeaseIsTakenAndNothingFilled() {
      database.callersTransaction(true);
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.find(Words.class, 1L)).contains("word 1");
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
      }
      assertThat(tier.leases()).isZero();
      assertThat(tier.contents()).isEmpty();
    }
  }

  @Nested
  class BarredKeys {

    @Test
    void wholeBatchReadsThePrimaryInOneCall_onlyTheOthersAreFilled() {
      Bracket bracket = tier.begin(invalidation(1), Duration.ofMinutes(1), BUDGET);
      words.behave(LeaseReadTest::readingTheDatabase);

      assertThat(read(twofold, 1L, 2L))
          .isEqualTo("asked=2 database=2 statements=1 batches=1 fills=1");
      assertThat(database.sources()).containsExactly(Source.WRITER);
      assertThat(read(twofold, 1L))
          .as("not near either")
          .isEqualTo("asked=1 database=1 statements=1 batches=1");

      tier.end(bracket, Invalidation.NOTHING, BUDGET);
      assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 statements=1 batches=1 fills=1");
    }

    @Test
    void otherBatchesReadWhereTheyDid() {
      words.behave(LeaseReadTest::readingTheDatabase);
      read(twofold, 1L);

      assertThat(database.sources()).containsExactly(Source.READER);
    }
  }

  @Nested
  class AwaitedKeys {

    /** What another node does while it has the leases of some keys. */
    private void whileAnotherLoads(List<Long> keys, Runnable action) {
      Words slow = new Words();
      slow.runInside(action);
      try (LoadScope scope = other(slow, pause -> {}).openUnbound(ParameterValues.none())) {
        scope.findAll(Words.class, keys);
      }
    }

    @Test
    void loadedByTheOtherInTime_areNeverLoadedHere() throws Exception {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Words slow = new Words();
      slow.runInside(
          () -> {
            loading.countDown();
            await(go);
          });
      Twofold other = other(slow, pause -> {});
      CompletableFuture<String> loaded = OtherThread.supply(() -> read(other, 1L, 2L));
      await(loading);
      Twofold waiting =
          other(
              words,
              pause -> {
                go.countDown();
                assertThat(loaded.join()).isEqualTo("asked=2 database=2 batches=1 fills=2");
              });
      try (LoadScope scope = waiting.open()) {
        assertThat(scope.findAll(Words.class, List.of(1L, 2L)).inOrder())
            .containsExactly("word 1", "word 2");

        assertThat(Costs.of(scope, "Words")).isEqualTo("asked=2 distributed=2 awaited=2");
        assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=2");
      }
      assertThat(words.batches()).isEmpty();
      assertThat(read(waiting, 1L, 2L)).isEqualTo("asked=2 near=2");
    }

    @Test
    void ownKeysAreLoadedAndFilledFirst_andTheFillAsksAgain() {
      whileAnotherLoads(
          List.of(1L),
          () -> {
            words.runInside(
                () -> {
                  words.recover();
                  tier.invalidate(invalidation(1), BUDGET);
                });
            try (LoadScope scope = twofold.open()) {
              scope.findAll(Words.class, List.of(1L, 2L, 3L));

              assertThat(words.batches()).containsExactly(Set.of(2L, 3L), Set.of(1L));
              assertThat(Costs.of(scope, "Words"))
                  .isEqualTo("asked=3 database=3 batches=2 fills=3 awaited=1");
              assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=2");
            }
          });
      assertThat(pauses).isEmpty();
    }

    @Test
    void notLoadedInTime_areLoadedInOneFurtherCallAndNotFilled() {
      whileAnotherLoads(
          List.of(1L, 2L),
          () -> {
            try (LoadScope scope = twofold.open()) {
              scope.findAll(Words.class, List.of(1L, 2L, 3L));

              assertThat(words.batches()).containsExactly(Set.of(3L), Set.of(1L, 2L));
              assertThat(Costs.of(scope, "Words"))
                  .isEqualTo("asked=3 database=3 batches=2 fills=1 awaited=2");
              assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=6 multiSets=1");
            }
          });
      assertThat(pauses)
          .containsExactly(
              Duration.ofMillis(5),
              Duration.ofMillis(10),
              Duration.ofMillis(20),
              Duration.ofMillis(40),
              Duration.ofMillis(80));
    }

    @Test
    void ofSeveralLoaders_waitTogether() {
      whileAnotherLoads(
          List.of(1L),
          () -> {
            try (LoadScope scope = twofold.open()) {
              scope.lazy(Numbers.class, 1L);
              scope.lazy(Numbers.class, 2L);
              scope.findAll(Words.class, List.of(1L, 2L));

              assertThat(numbers.batches()).containsExactly(Set.of(1L, 2L));
              assertThat(words.batches()).containsExactly(Set.of(2L), Set.of(1L));
              assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=6 multiSets=1");
            }
          });
    }

    @Test
    void tierThatDiesMeanwhile_isNotWaitedFor() {
      whileAnotherLoads(
          List.of(1L),
          () -> {
            words.runInside(flaky::fail);
            try (LoadScope scope = twofold.open()) {
              assertThat(scope.findAll(Words.class, List.of(1L, 2L)).inOrder()).hasSize(2);

              assertThat(Costs.of(scope))
                  .isEqualTo("waves=1 multiGets=1 multiSets=1 distributedFailures=1");
            }
          });
      assertThat(pauses).isEmpty();
    }

    @Test
    void insideATransactionOfTheCaller_areNotWaitedFor() {
      whileAnotherLoads(
          List.of(1L),
          () -> {
            database.callersTransaction(true);
            try (LoadScope scope = twofold.open()) {
              assertThat(scope.find(Words.class, 1L)).contains("word 1");
              assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
            }
            database.callersTransaction(false);
          });
      assertThat(pauses).isEmpty();
    }

    @Test
    void byAWaveAroundThisOne_areNotWaitedFor() {
      numbers.runInside(() -> LoadScope.current().find(Words.class, 1L));
      try (LoadScope scope = twofold.open()) {
        scope.lazy(Words.class, 1L);
        scope.find(Numbers.class, 1L);

        assertThat(words.batches()).containsExactly(Set.of(1L));
        assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
        assertThat(Costs.of(scope, "Words"))
            .isEqualTo("asked=2 request=1 database=1 batches=1 fills=1");
      }
      assertThat(pauses).isEmpty();
      assertThat(tier.leases()).isZero();
    }
  }

  @Nested
  class Races {

    /** Both want both keys: the first has the leases, the second never loads an old value. */
    @Test
    void writeBetweenTwoLoads_neverLeavesTheOldValue() throws Exception {
      CountDownLatch read = new CountDownLatch(1);
      CountDownLatch written = new CountDownLatch(1);
      Words slow = new Words();
      slow.runInside(
          () -> {
            read.countDown();
            await(written);
          });
      Twofold other = other(slow, pause -> {});
      CompletableFuture<String> old = OtherThread.supply(() -> read(other, 1L, 2L));
      await(read);
      words.data().put(1L, "new");
      try (LoadScope writer = twofold.open()) {
        writer.invalidate(Words.class, List.of(1L));
      }
      assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
      written.countDown();

      assertThat(old.join()).isEqualTo("asked=2 database=2 batches=1 fills=1 refused=1");
      for (Twofold each : List.of(twofold, other)) {
        try (LoadScope scope = each.open()) {
          assertThat(scope.find(Words.class, 1L)).contains("new");
          assertThat(scope.stats().loader("Words").batches()).isZero();
        }
      }
    }

    /** Two requests that have leases of each other's keys both end. */
    @Test
    void crosswise_neitherWaitsWhileItHasKeysToLoad() throws Exception {
      CountDownLatch bothLoad = new CountDownLatch(2);
      Words itsWords = new Words();
      Runnable meet =
          () -> {
            bothLoad.countDown();
            await(bothLoad);
          };
      CountDownLatch firstLooksUp = new CountDownLatch(1);
      itsWords.runInside(
          () -> {
            itsWords.recover();
            firstLooksUp.countDown();
            meet.run();
          });
      words.runInside(
          () -> {
            words.recover();
            meet.run();
          });
      CompletableFuture<String> first =
          OtherThread.supply(() -> read(other(itsWords, pause -> {}), 1L, 2L));
      await(firstLooksUp);
      assertThat(read(twofold, 2L, 3L)).matches("asked=2 (distributed|database)=.*");

      assertThat(first.join()).isEqualTo("asked=2 database=2 batches=1 fills=2");
      assertThat(tier.leases()).isZero();
    }
  }

  @Test
  void list_withItsRows_isNearAfterwards() {
    InMemoryDatabase members = Members.database();
    try (Twofold engine =
            Twofold.builder()
                .database(members)
                .distributed(tier.node())
                .near(new InMemoryNearTier())
                .register(new MemberLoader(), new ByCity())
                .build();
        LoadScope cold = engine.openUnbound(ParameterValues.none());
        LoadScope warm = engine.openUnbound(ParameterValues.none())) {
      assertThat(cold.list(ByCity.class, "London")).hasSize(2);
      assertThat(Costs.of(cold)).isEqualTo("waves=2 multiGets=2 multiSets=2");

      assertThat(warm.list(ByCity.class, "London")).hasSize(2);
      assertThat(Costs.of(warm)).isEqualTo("waves=2");
      assertThat(Costs.of(warm, "ByCity")).isEqualTo("asked=1 near=1");
      assertThat(Costs.of(warm, "MemberLoader")).isEqualTo("asked=2 near=2");
    }
  }

  /** A row found by a unique key, which nobody asked a lease for. */
  @Test
  void byproduct_isFilledByWhatWasKnownBeforeTheLoad() {
    InMemoryDatabase members = Members.database();
    try (Twofold engine =
            Twofold.builder()
                .database(members)
                .distributed(tier.node())
                .near(new InMemoryNearTier())
                .register(new MemberLoader())
                .build();
        LoadScope cold = engine.openUnbound(ParameterValues.none());
        LoadScope warm = engine.openUnbound(ParameterValues.none())) {
      cold.findBy(MemberLoader.BY_NAME, "ada");
      assertThat(Costs.of(cold)).isEqualTo("waves=1 multiGets=1 multiSets=1");

      assertThat(warm.find(MemberLoader.class, 1L)).contains(Members.ADA);
      assertThat(Costs.of(warm)).isEqualTo("waves=1");
      assertThat(Costs.of(warm, "MemberLoader")).isEqualTo("asked=1 near=1");
    }
  }

  private static final class ByCity extends ListLoader<String, Long, Member> {
    ByCity() {
      super(MemberLoader.class);
    }

    @Override
    protected List<Long> load(String city, LoadContext context) {
      return List.of(1L, 2L);
    }
  }

  private static <K, V> Map<K, V> readingTheDatabase(
      Set<K> keys, Map<K, V> truth, LoadContext context) {
    context.session(InMemoryDatabase.Session.class).execute(keys.size());
    return truth;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<Long, String> numbered(String word) {
    Map<Long, String> data = new ConcurrentHashMap<>();
    LongStream.rangeClosed(1, 10).forEach(key -> data.put(key, word + " " + key));
    return data;
  }

  private static final class Words extends RecordingLoader<Long, String> {

    Words() {
      super(numbered("word"));
    }
  }

  private static final class Numbers extends RecordingLoader<Long, String> {
    Numbers() {
      super(numbered("number"));
    }
  }
}
