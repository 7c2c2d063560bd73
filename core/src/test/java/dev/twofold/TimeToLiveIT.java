package dev.twofold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountLoader;
import dev.twofold.Gazette.WriterLoader;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.redisson.QuietTier;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.RefreshStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Patience;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long entries live, as a real Redis says it. */
class TimeToLiveIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final List<Long> FIFTY = LongStream.rangeClosed(1, 50).boxed().toList();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final RegionPolicy EXACT =
      RegionPolicy.DEFAULT.withTimeToLive(HOUR).withJitter(0).withNear(NearPolicy.OFF);

  /** Each load takes a second in the database. */
  private static final class Slow extends BatchLoader<Long, Long> {
    @Override
    public String region() {
      return "money";
    }

    @Override
    public Map<Long, Long> loadAll(Set<Long> keys, LoadContext context) {
      context
          .session(StatelessSession.class)
          .createNativeQuery("select 1 from pg_sleep(1)", Integer.class)
          .getSingleResult();
      return keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
  }

  private static Node node(RegionPolicy money, Loader<?, ?>... loaders) {
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .application("time-to-live")
            .distributedBudget(Patience.LIMIT)
            .commitLimit(Duration.ofSeconds(1))
            .region("money", money)
            .build();
    return new Node(POSTGRES.url(), QuietTier.at(REDIS.address()), settings, loaders);
  }

  @BeforeAll
  static void fill() {
    try (Node node = node(EXACT, Gazette.loaders())) {
      node.write(Gazette::fill);
    }
  }

  @BeforeEach
  void forgetEverything() {
    REDIS.call("FLUSHALL");
  }

  private static <V> String reads(
      Node node, Class<? extends Loader<Long, V>> loader, List<Long> keys) {
    return node.ask(
        scope -> {
          scope.findAll(loader, keys);
          return Costs.of(scope, loader.getSimpleName());
        });
  }

  /** What is left of the time of each entry of a loader. */
  private static List<Duration> timesToLive(Class<?> loader) {
    List<?> keys =
        (List<?>) requireNonNull(REDIS.call("KEYS", "*" + loader.getSimpleName() + "*:[0-9]*"));
    return keys.stream()
        .map(key -> Duration.ofMillis((Long) requireNonNull(REDIS.call("PTTL", key.toString()))))
        .toList();
  }

  @Test
  void kindsOfData_haveTimesOfTheirOwn() {
    try (Node node = node(EXACT, Gazette.loaders())) {
      assertThat(reads(node, AccountLoader.class, FIFTY)).contains("database=50 statements=1");
      assertThat(reads(node, WriterLoader.class, List.of(999L))).contains("absent=1 statements=1");

      assertThat(timesToLive(AccountLoader.class))
          .hasSize(50)
          .allMatch(left -> left.compareTo(HOUR) <= 0)
          .allMatch(left -> left.compareTo(HOUR.minus(Patience.LIMIT)) > 0);
      assertThat(timesToLive(WriterLoader.class))
          .hasSize(1)
          .allMatch(left -> left.compareTo(Duration.ofSeconds(30)) <= 0);
      assertThat(reads(node, AccountLoader.class, FIFTY)).isEqualTo("asked=50 distributed=50");
      assertThat(reads(node, WriterLoader.class, List.of(999L))).isEqualTo("asked=1 knownAbsent=1");
    }
  }

  @Test
  void jitter_entriesFilledTogether_doNotEndTogether() {
    try (Node node = node(EXACT.withJitter(0.5), Gazette.loaders())) {
      reads(node, AccountLoader.class, FIFTY);

      List<Duration> left = timesToLive(AccountLoader.class).stream().sorted().toList();
      assertThat(left).hasSize(50);
      assertThat(left.get(49).minus(left.get(0))).isGreaterThan(Duration.ofMinutes(10));
      assertThat(left.get(0)).isGreaterThan(HOUR.dividedBy(2).minus(Patience.LIMIT));
    }
  }

  /** Worth ten hours by its cost, but for the bound. */
  @Test
  void adaptive_keyThatTakesASecondToLoad_livesLongest() {
    RegionPolicy adaptive =
        EXACT.withLifetime(
            LifetimePolicy.DEFAULT
                .withShortest(Duration.ofMinutes(1))
                .withLongest(Duration.ofHours(6)));
    try (Node node = node(adaptive, new Slow())) {
      assertThat(reads(node, Slow.class, List.of(1L))).contains("database=1");

      assertThat(timesToLive(Slow.class))
          .hasSize(1)
          .allMatch(left -> left.compareTo(Duration.ofHours(6).minus(Patience.LIMIT)) > 0);
    }
  }

  @Test
  void earlyExpiration_entriesAreLoadedAgainBeforeTheirEnd_andReadersWaitForNothing() {
    RegionPolicy early =
        EXACT
            .withTimeToLive(Duration.ofMinutes(1))
            .withLifetime(LifetimePolicy.DEFAULT.withEarlyExpiration(100));
    try (Node node = node(early, new Slow())) {
      reads(node, Slow.class, FIFTY);

      await()
          .until(
              () -> {
                assertThat(reads(node, Slow.class, FIFTY)).isEqualTo("asked=50 distributed=50");
                return node.twofold.stats().refreshes().loads() > 0;
              });

      await().until(() -> RefreshFixture.isSettled(node.twofold.stats().refreshes()));
      RefreshStats refreshes = node.twofold.stats().refreshes();
      assertThat(refreshes.refreshed()).isPositive();
      assertThat(node.database.queries().count()).isEqualTo(1 + refreshes.loads());
    }
  }
}
