package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RecordingTierListener;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** What the tier does while Redis is away, and when it is back. */
final class RedissonTierOutageIT {

  private static final Duration BUDGET = Duration.ofMillis(200);
  private static final Duration PATIENT_BUDGET = Duration.ofSeconds(5);

  /** What the calls of a test may add; the client's own patience is 3 to 20 seconds. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final List<TierKey> KEYS = List.of(key("a"), key("b"));
  private static final Invalidation STALE =
      Invalidation.ofKeys(Set.of(KEYS.get(0).stale(), KEYS.get(1).stale()));

  /** Entries with a right that stands nowhere. */
  private static final List<Fill> FILLS =
      KEYS.stream()
          .map(
              key ->
                  new Fill(
                      key,
                      new byte[] {42},
                      Duration.ofHours(1),
                      Set.of(),
                      new Lease(key, new Token(1, 1))))
          .toList();

  private final RedisServer redis = RedisServer.onFreePort();

  @AfterEach
  void close() {
    redis.close();
  }

  /** Every operation fails with its message, and takes no longer than the budget allows. */
  private static void assertAllFail(RedissonTier tier, String message) {
    assertFails(
        () -> tier.getAll(KEYS, Claim.LEASE, BUDGET), message.formatted("a multi-get of 2 keys"));
    assertFails(
        () -> tier.putAll(FILLS, List.of(), List.of(), BUDGET),
        message.formatted("a multi-set of 2 keys"));
    assertFails(
        () -> tier.invalidate(STALE, BUDGET), message.formatted("an invalidation of 2 keys"));
    assertFails(
        () -> tier.begin(STALE, Duration.ofMillis(1), BUDGET),
        message.formatted("the announcement of 2 keys"));
    Bracket bracket = new Bracket(STALE, new Token(1, 1));
    assertFails(
        () -> tier.end(bracket, Invalidation.NOTHING, BUDGET),
        message.formatted("an invalidation of 2 keys"));
    assertFails(
        () -> tier.withdraw(bracket, BUDGET), message.formatted("the withdrawal of 2 keys"));
  }

  /** A busy machine may hold up some calls; a client that waits for longer holds up all. */
  private static void assertFails(ThrowingCallable call, String message) {
    await().until(() -> failureTime(call, message).compareTo(BUDGET.plus(SLACK)) < 0);
  }

  private static Duration failureTime(ThrowingCallable call, String message) {
    long start = System.nanoTime();
    assertThatThrownBy(call)
        .isInstanceOf(TierException.class)
        .hasMessageMatching(message)
        .hasCauseInstanceOf(Exception.class);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void assertWorks(RedissonTier tier) {
    tier.invalidate(STALE, PATIENT_BUDGET);
    fill(tier);
    assertThat(tier.getAll(KEYS, Claim.NONE, PATIENT_BUDGET))
        .hasOnlyElementsOfType(Lookup.Hit.class);
    tier.invalidate(STALE, PATIENT_BUDGET);
    assertThat(tier.getAll(KEYS, Claim.NONE, PATIENT_BUDGET)).containsOnly(Lookup.miss());
  }

  private static void fill(RedissonTier tier) {
    List<Lookup> granted = tier.getAll(KEYS, Claim.LEASE, PATIENT_BUDGET);
    assertThat(granted).hasOnlyElementsOfType(Lookup.Granted.class);
    List<Fill> fills =
        granted.stream()
            .map(
                lookup -> {
                  Lease lease = ((Lookup.Granted) lookup).lease();
                  return new Fill(
                      lease.key(), new byte[] {42}, Duration.ofHours(1), Set.of(), lease);
                })
            .toList();
    assertThat(tier.putAll(fills, List.of(), List.of(), PATIENT_BUDGET).accepted().cardinality())
        .isEqualTo(2);
  }

  private static void awaitWorks(RedissonTier tier) {
    await().ignoreException(TierException.class).untilAsserted(() -> assertWorks(tier));
  }

  /** The clients that a tier may stand on. */
  private enum Client {
    OWN,
    DEFAULT_OF_APPLICATION,
    LAZY_OF_APPLICATION;

    OpenTier open(RedisServer redis) {
      if (this == OWN) {
        return OpenTier.at(redis);
      }
      Config config = new Config().setLazyInitialization(this == LAZY_OF_APPLICATION);
      config.useSingleServer().setAddress(redis.address());
      RedissonClient client = Redisson.create(config);
      RedissonTier tier = RedissonTier.of(client);
      tier.start(TestNode.USE, new RecordingTierListener());
      return new OpenTier(
          tier,
          () -> {
            tier.close();
            client.shutdown();
          });
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record OpenTier(RedissonTier tier, Runnable closing) implements AutoCloseable {

    /** A tier with a client of its own. */
    static OpenTier at(RedisServer redis) {
      RedissonTier tier = RedissonTier.at(redis.address()).build();
      tier.start(TestNode.USE, new RecordingTierListener());
      return new OpenTier(tier, tier::close);
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  @Nested
  class Absent {

    @ParameterizedTest
    @EnumSource(names = {"OWN", "LAZY_OF_APPLICATION"})
    void anyCall_serverNeverStarted_failsWithinTheBudgetUntilItStarts(Client client) {
      try (OpenTier open = client.open(redis)) {
        assertAllFail(open.tier(), "Redis (did not|could not) answer %s .*");

        redis.start();

        awaitWorks(open.tier());
      }
    }
  }

  @Nested
  class Killed {

    @BeforeEach
    void start() {
      redis.start();
    }

    @ParameterizedTest
    @EnumSource
    void anyCall_serverKilled_failsWithinTheBudgetUntilItIsBack(Client client) {
      try (OpenTier open = client.open(redis)) {
        assertWorks(open.tier());

        redis.kill();
        assertAllFail(open.tier(), "Redis (did not|could not) answer %s .*");

        redis.startEmpty();
        awaitWorks(open.tier());
      }
    }

    @Test
    void getAll_ownClientAndServerKilled_failsLongBeforeTheBudget() {
      try (OpenTier open = OpenTier.at(redis)) {
        RedissonTier tier = open.tier();
        assertWorks(tier);
        redis.kill();

        long start = System.nanoTime();
        assertThatThrownBy(() -> tier.getAll(KEYS, Claim.LEASE, Duration.ofMinutes(10)))
            .isInstanceOf(TierException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
      }
    }

    /** What it saved may be older than what it had acknowledged. */
    @Test
    void getAll_serverStoppedAndStartedAgain_findsNothingOfWhatItSaved() {
      try (OpenTier open = OpenTier.at(redis)) {
        RedissonTier tier = open.tier();
        fill(tier);

        redis.stop();
        redis.start();

        await()
            .ignoreException(TierException.class)
            .untilAsserted(
                () ->
                    assertThat(tier.getAll(KEYS, Claim.NONE, PATIENT_BUDGET))
                        .containsOnly(Lookup.miss()));
        assertThat(redis.call("EXISTS", KEYS.get(0).text())).isEqualTo(1L);
      }
    }

    /** Redisson would send it again for up to 20 seconds, over whatever is right by then. */
    @Test
    void putAll_givenUp_neverArrives() {
      try (OpenTier open = Client.DEFAULT_OF_APPLICATION.open(redis)) {
        assertWorks(open.tier());
        redis.kill();
        assertThatThrownBy(() -> open.tier().putAll(FILLS, List.of(), List.of(), BUDGET))
            .isInstanceOf(TierException.class);
        redis.startEmpty();

        await()
            .during(Duration.ofSeconds(4))
            .untilAsserted(
                () -> assertThat(redis.commandCounts()).doesNotContainKeys("set", "mget"));
      }
    }
  }

  @Nested
  class Frozen {

    @BeforeEach
    void start() {
      redis.start();
    }

    @ParameterizedTest
    @EnumSource
    void anyCall_connectedServerFrozen_failsWithinTheBudgetUntilItThaws(Client client) {
      try (OpenTier open = client.open(redis)) {
        assertWorks(open.tier());

        redis.freeze();
        assertAllFail(open.tier(), "Redis did not answer %s within 200 ms");

        redis.thaw();
        awaitWorks(open.tier());
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"OWN", "LAZY_OF_APPLICATION"})
    void anyCall_serverFrozenBeforeTheFirst_failsWithinTheBudgetUntilItThaws(Client client) {
      redis.freeze();
      try (OpenTier open = client.open(redis)) {
        assertAllFail(open.tier(), "Redis (did not|could not) answer %s .*");

        redis.thaw();
        awaitWorks(open.tier());
      }
    }

    @Test
    void getAll_manyThreadsAndNoConnectionYet_shareOneAttempt() throws Exception {
      redis.freeze();
      ExecutorService threads = Executors.newFixedThreadPool(50);
      try (OpenTier open = Client.LAZY_OF_APPLICATION.open(redis)) {
        Callable<Duration> call =
            () -> {
              long start = System.nanoTime();
              assertThatThrownBy(() -> open.tier().getAll(KEYS, Claim.LEASE, BUDGET))
                  .isInstanceOf(TierException.class);
              return Duration.ofNanos(System.nanoTime() - start);
            };

        await().until(() -> slowest(threads, call).compareTo(BUDGET.plus(SLACK)) < 0);
        assertThat(Thread.getAllStackTraces().keySet())
            .filteredOn(thread -> thread.getName().equals("twofold-redis-connect"))
            .hasSizeLessThanOrEqualTo(1);
        redis.thaw();
      } finally {
        threads.shutdown();
      }
    }

    private static Duration slowest(ExecutorService threads, Callable<Duration> call)
        throws Exception {
      Duration slowest = Duration.ZERO;
      for (Future<Duration> time :
          threads.invokeAll(Stream.generate(() -> call).limit(200).toList())) {
        slowest = time.get().compareTo(slowest) > 0 ? time.get() : slowest;
      }
      return slowest;
    }

    @Test
    void getAll_interrupted_throwsAtOnceAndKeepsTheInterrupt() {
      try (OpenTier open = OpenTier.at(redis)) {
        RedissonTier tier = open.tier();
        assertWorks(tier);
        redis.freeze();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> tier.getAll(KEYS, Claim.LEASE, PATIENT_BUDGET))
            .isInstanceOf(TierException.class)
            .hasMessage("Interrupted while Redis was asked for a multi-get of 2 keys");

        assertThat(Thread.interrupted()).isTrue();
        redis.thaw();
      }
    }
  }
}
