package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Loaders.Names;
import dev.twofold.Members.Member;
import dev.twofold.Members.MemberLoader;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.relation.ToOne;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.RefreshStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Engines on tiers in memory whose entries are loaded again once 80 % of their time is over. */
@Timeout(60)
abstract class RefreshFixture {

  static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
  static final Duration DUE = Duration.ofMinutes(8);
  static final RegionPolicy POLICY =
      new RegionPolicy(TIME_TO_LIVE, Duration.ofMinutes(10), 0, 1_000)
          .withLifetime(LifetimePolicy.REFRESHING);
  static final List<Long> FIFTY = LongStream.rangeClosed(1, 50).boxed().toList();

  final ManualTime time = new ManualTime();
  final InMemoryTier tier = new InMemoryTier(time);
  final InMemoryNearTier near = new InMemoryNearTier(this::nanoTime);
  final InMemoryDatabase database = Members.database();
  final Names names = new Names(100);
  final FlakyTier flaky = new FlakyTier(tier.node());
  final CountDownLatch loading = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  final Twofold twofold = engine(POLICY, flaky, near);

  long nanoTime() {
    return Duration.between(Instant.EPOCH, time.instant()).toNanos();
  }

  Twofold engine(RegionPolicy policy, DistributedTier distributed, InMemoryNearTier kept) {
    return new EngineBuilder()
        .nanoTime(this::nanoTime)
        .near(kept)
        .distributed(distributed)
        .database(database)
        .settings(settings(policy))
        .register(names, new MemberLoader(), new Greetings())
        .build();
  }

  Twofold node(RegionPolicy policy) {
    return engine(policy, tier.node(), new InMemoryNearTier(this::nanoTime));
  }

  static TwofoldSettings settings(RegionPolicy policy) {
    return TwofoldSettings.builder().application("test").region("default", policy).build();
  }

  @AfterEach
  void close() {
    released.countDown();
    twofold.close();
  }

  static String ask(Twofold engine, List<Long> keys) {
    try (LoadScope scope = engine.open()) {
      assertThat(scope.findAll(Names.class, keys).failed()).isEmpty();
      return Costs.of(scope, "Names");
    }
  }

  static String name(Twofold engine, long key) {
    try (LoadScope scope = engine.open()) {
      return scope.require(Names.class, key);
    }
  }

  /** What has become of the keys that were due, once nothing waits any more. */
  static String settled(Twofold engine) {
    await().until(() -> isSettled(engine.stats().refreshes()));
    return Costs.of(engine.stats().refreshes());
  }

  static boolean isSettled(RefreshStats stats) {
    return stats.due()
        == stats.refreshed() + stats.left() + stats.refused() + stats.failed() + stats.dropped();
  }

  /** Loads wait inside until they are released. */
  void holdLoads() {
    names.runInside(
        () -> {
          loading.countDown();
          waitFor(released);
        });
  }

  static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Greets members by name, which it asks another loader for. */
  static final class Greetings extends BatchLoader<Long, String> {

    static final ToOne<Guest, Member> MEMBER =
        ToOne.of(Guest.class, Guest::memberId, MemberLoader.class);

    record Guest(Long memberId) {}

    @Override
    public Map<Long, String> loadAll(Set<Long> keys, LoadContext context) {
      Map<Long, String> greetings = new HashMap<>();
      keys.forEach(key -> greetings.put(key, "Hello " + MEMBER.require(new Guest(key)).name()));
      return greetings;
    }
  }
}
