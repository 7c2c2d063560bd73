package dev.twofold.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.checker.fault.TcpProxy;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.resilience.CircuitState;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.ScopeStats;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every fault of a real Redis: pages answer, each waits for one budget at most, and everything is
 * as before soon after the fault has ended. Says in the log what each has cost.
 */
class RedisFaultsIT {

  private static final Logger LOG = LoggerFactory.getLogger(RedisFaultsIT.class);
  private static final int KEYS = 40;
  private static final int WAVES = 4;
  private static final int REQUESTS = 30;
  private static final Duration BUDGET = Duration.ofMillis(200);

  /** What a busy machine may add. */
  private static final Duration SLACK = Duration.ofMillis(800);

  private static final Duration SOON = Duration.ofSeconds(20);

  private final RedisServer redis = RedisServer.onFreePort().withPassword(RedisFault.PASSWORD);
  private final TcpProxy line = new TcpProxy(redis::port);
  private final AtomicInteger heard = new AtomicInteger();
  private Set<Thread> threadsBefore;
  private Twofold twofold;
  private Twofold other;

  @BeforeEach
  void open() {
    threadsBefore = threads();
    twofold = engine(line.port());
    other = engine(redis.port());
  }

  private Twofold engine(int port) {
    return Twofold.builder()
        .settings(TwofoldSettings.builder().application("faults").distributedBudget(BUDGET).build())
        .distributed(
            RedissonTier.at("redis://127.0.0.1:" + port).password(RedisFault.PASSWORD).build())
        .observe(
            new InvalidationObserver() {
              @Override
              public void received(Invalidation stale) {
                heard.incrementAndGet();
              }
            })
        .register(new Facts(KEYS))
        .build();
  }

  @AfterEach
  void close() {
    redis.thaw();
    twofold.close();
    other.close();
    await("no thread is left").atMost(SOON).until(() -> threadsBefore.containsAll(threads()));
    await("no connection is left")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(connections()).isEqualTo(1));
    line.close();
    redis.close();
  }

  /** Threads that engines and their clients have made. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(twofold|redisson)-.*"))
        .collect(Collectors.toSet());
  }

  /** Including the one that asks. */
  private long connections() {
    return String.valueOf(redis.call("CLIENT", "LIST")).lines().count();
  }

  /** A page of several waves, of other keys in each. */
  private ScopeStats read() {
    try (LoadScope scope = twofold.open()) {
      for (int wave = 0; wave < WAVES; wave++) {
        long first = 1 + (long) wave * KEYS / WAVES;
        List<Long> keys = LongStream.range(first, first + KEYS / WAVES).boxed().toList();
        assertThat(scope.findAll(Facts.class, keys).inOrder())
            .containsExactlyElementsOf(keys.stream().map(key -> "fact " + key).toList());
      }
      return scope.stats();
    }
  }

  private void assertServedByRedis() {
    ScopeStats stats = read();
    assertThat(stats.distributedFailures()).as(stats.toString()).isZero();
    assertThat(stats.total().distributed()).as(stats.toString()).isEqualTo(KEYS);
  }

  private CircuitState circuit() {
    return twofold.stats().circuits().get("distributed").state();
  }

  private void awaitHealthy() {
    await("all comes from Redis").atMost(SOON).untilAsserted(this::assertServedByRedis);
    assertThat(circuit()).isEqualTo(CircuitState.CLOSED);
    await("everything was told").atMost(SOON).until(() -> twofold.stats().queued() == 0);
    await("it hears the other node")
        .atMost(SOON)
        .until(
            () -> {
              int before = heard.get();
              other.invalidator().clearTag("hello");
              return heard.get() > before;
            });
  }

  private Duration commit() {
    long start = System.nanoTime();
    try (LoadScope scope = twofold.open()) {
      scope.invalidate(Facts.class, List.of(1L));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What some requests have cost while the fault lasted. */
  private Costs suffer() {
    Costs costs = Costs.NONE;
    for (int i = 0; i < REQUESTS; i++) {
      costs = costs.and(read());
    }
    return costs;
  }

  private record Costs(Duration longest, int failed, long skipped, long hits) {

    static final Costs NONE = new Costs(Duration.ZERO, 0, 0, 0);

    Costs and(ScopeStats stats) {
      Duration time = stats.distributedTime();
      return new Costs(
          time.compareTo(longest) > 0 ? time : longest,
          failed + (stats.distributedFailures() > 0 ? 1 : 0),
          skipped + stats.skipped(),
          hits + stats.total().distributed());
    }
  }

  private void log(Object fault, Costs costs, Duration commit, long recovery) {
    LOG.warn(
        "{}: {} requests; longest wait for Redis {} ms; {} waited and failed; {} look-ups skipped;"
            + " {} hits; commit {} ms; served by Redis {} ms after the fault",
        fault,
        REQUESTS,
        costs.longest().toMillis(),
        costs.failed(),
        costs.skipped(),
        costs.hits(),
        commit.toMillis(),
        Duration.ofNanos(recovery).toMillis());
  }

  @ParameterizedTest
  @EnumSource
  void pagesAnswer_eachWaitsForOneBudget_andAllIsWellAfterwards(RedisFault fault) {
    redis.start();
    awaitHealthy();

    fault.begin(redis, line);
    Costs costs = suffer();
    Duration commit = commit();

    assertThat(costs.longest()).isLessThan(BUDGET.plus(SLACK));
    assertThat(commit).isLessThan(BUDGET.plus(SLACK));
    if (fault.stopsAllTrips()) {
      assertThat(costs.hits()).isZero();
      assertThat(costs.failed()).as("requests that waited").isBetween(5, 5 + REQUESTS / 3);
      assertThat(circuit()).isNotEqualTo(CircuitState.CLOSED);
    }

    fault.end(redis, line);
    long end = System.nanoTime();
    await("all comes from Redis").atMost(SOON).untilAsserted(this::assertServedByRedis);
    long recovery = System.nanoTime() - end;
    log(fault, costs, commit, recovery);
    awaitHealthy();
  }

  @Test
  void absentAtStart_pagesAnswer_andItIsUsedOnceItIsThere() {
    Costs costs = suffer();
    Duration commit = commit();

    assertThat(costs.longest()).isLessThan(BUDGET.plus(SLACK));
    assertThat(costs.hits()).isZero();
    assertThat(costs.failed()).isBetween(5, 5 + REQUESTS / 3);

    redis.start();
    long end = System.nanoTime();
    await("all comes from Redis").atMost(SOON).untilAsserted(this::assertServedByRedis);
    log("absent at start", costs, commit, System.nanoTime() - end);
    awaitHealthy();
  }
}
