package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountEntity;
import dev.twofold.Gazette.AccountLoader;
import dev.twofold.Loaders.Names;
import dev.twofold.redisson.QuietTier;
import dev.twofold.region.Consistency;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.RefreshStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.Patience;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Entries that are loaded again before they end, on a real Redis and a real PostgreSQL. One node
 * puts entries for less time than others have left when they refresh: these need not wait.
 */
class RefreshAheadIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final List<Long> FIFTY = LongStream.rangeClosed(1, 50).boxed().toList();
  private static final RegionPolicy BRIEF =
      RegionPolicy.DEFAULT
          .withTimeToLive(Duration.ofMinutes(2))
          .withJitter(0)
          .withNear(NearPolicy.OFF);
  private static final RegionPolicy REFRESHING =
      BRIEF.withTimeToLive(Duration.ofHours(1)).withLifetime(LifetimePolicy.REFRESHING);

  @BeforeAll
  static void fill() {
    try (Node node = node("first", BRIEF)) {
      node.write(Gazette::fill);
    }
  }

  private static Node node(String application, RegionPolicy policy) {
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .application(application)
            .distributedBudget(Patience.LIMIT)
            .commitLimit(Duration.ofSeconds(1))
            .region("money", policy)
            .build();
    return new Node(POSTGRES.url(), QuietTier.at(REDIS.address()), settings, Gazette.loaders());
  }

  private static String costs(Node node) {
    return node.ask(
        scope -> {
          scope.requireAll(AccountLoader.class, FIFTY);
          return Costs.of(scope, "AccountLoader");
        });
  }

  private static RefreshStats settled(Twofold engine) {
    await().until(() -> RefreshFixture.isSettled(engine.stats().refreshes()));
    return engine.stats().refreshes();
  }

  @ParameterizedTest
  @EnumSource
  void fiftyDueRows_areOneStatementOfOneNode(Consistency consistency) {
    String application = "app-" + consistency;
    try (Node filler = node(application, BRIEF.withConsistency(consistency));
        Node one = node(application, REFRESHING.withConsistency(consistency));
        Node two = node(application, REFRESHING.withConsistency(consistency))) {
      // For a while nothing of a strict region is put on a server that is new.
      await().until(() -> costs(filler).equals("asked=50 distributed=50"));
      one.database.reset();
      two.database.reset();

      CompletableFuture<String> first = OtherThread.supply(() -> costs(one));
      CompletableFuture<String> second = OtherThread.supply(() -> costs(two));
      assertThat(List.of(first.join(), second.join())).containsOnly("asked=50 distributed=50");

      RefreshStats ofOne = settled(one.twofold);
      RefreshStats ofTwo = settled(two.twofold);
      assertThat(ofOne.refreshed() + ofTwo.refreshed()).isEqualTo(50);
      assertThat(ofOne.statements() + ofTwo.statements()).isEqualTo(1);
      assertThat(one.database.queries().count() + two.database.queries().count()).isEqualTo(1);
      assertThat(costs(one)).isEqualTo("asked=50 distributed=50");
      assertThat(settled(one.twofold)).isEqualTo(ofOne);
    }
  }

  @Test
  void rowThatWasWritten_isNotRefreshedWithWhatItWas() {
    try (Node filler = node("written", BRIEF);
        Node one = node("written", REFRESHING)) {
      costs(filler);
      filler.write(session -> session.find(AccountEntity.class, 1L).balance = 7);

      costs(one);
      settled(one.twofold);

      assertThat(one.balance(1)).isEqualTo(7);
      assertThat(filler.balance(1)).isEqualTo(7);
    }
  }

  private static Twofold engine(Names names, RegionPolicy policy) {
    return Twofold.builder()
        .distributed(QuietTier.at(REDIS.address()))
        .settings(
            TwofoldSettings.builder()
                .application("names")
                .distributedBudget(Patience.LIMIT)
                .region("default", policy)
                .build())
        .register(names)
        .build();
  }

  private static String name(Twofold engine) {
    try (LoadScope scope = engine.open()) {
      return scope.require(Names.class, 1L);
    }
  }

  @Test
  void keyThatBecomesStaleWhileItIsLoaded_isNotPut() throws InterruptedException {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Names names = new Names(1);
    try (Twofold filler = engine(names, BRIEF);
        Twofold one = engine(names, REFRESHING)) {
      name(filler);
      names.behave(
          (keys, truth, context) -> {
            loading.countDown();
            released.await();
            return truth;
          });
      assertThat(name(one)).isEqualTo("name 1");
      loading.await();
      names.recover();
      names.data().put(1L, "renamed");
      filler.invalidator().invalidate(Names.class, List.of(1L));
      released.countDown();

      assertThat(Costs.of(settled(one))).isEqualTo("due=1 refused=1 loads=1");
      assertThat(name(one)).isEqualTo("renamed");
      assertThat(name(filler)).isEqualTo("renamed");
    }
  }
}
