package dev.twofold.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.resilience.CircuitState;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.ScopeStats;
import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** A cluster of three masters, one of which does not answer: the others are used. */
class MasterDownIT {

  private static final int KEYS = 300;
  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final List<Long> FIRST_HALF = LongStream.rangeClosed(1, KEYS / 2).boxed().toList();
  private static final List<Long> ALL = LongStream.rangeClosed(1, KEYS).boxed().toList();

  private RedisCluster cluster;
  private RedissonClient client;
  private Twofold twofold;
  private RedisServer victim;
  private String circuit;
  private long hitsOfOthers;

  @BeforeEach
  void start() {
    cluster = new RedisCluster();
    // Or the other masters answer nothing once they have noticed that one is gone.
    cluster
        .masters()
        .forEach(each -> each.call("CONFIG", "SET", "cluster-require-full-coverage", "no"));
    client = Redisson.create(cluster.config());
    RedissonTier tier = RedissonTier.of(client);
    twofold =
        Twofold.builder()
            .settings(
                TwofoldSettings.builder()
                    .distributedBudget(BUDGET)
                    .breaker(policy -> policy.withSlowAfter(Duration.ofMillis(900)))
                    .build())
            .distributed(tier)
            .register(new Facts(KEYS))
            .build();
    victim = cluster.masters().get(1);
    circuit = "distributed 127.0.0.1:" + victim.port();
    read();
    await().untilAsserted(() -> assertThat(read().total().distributed()).isEqualTo(KEYS));
    hitsOfOthers = KEYS - keysOf(victim);
  }

  @AfterEach
  void stop() {
    victim.thaw();
    twofold.close();
    client.shutdown();
    cluster.close();
  }

  /** How many entries a master has: beside them, it has control records and the register. */
  private static long keysOf(RedisServer master) {
    return ((List<?>) master.call("KEYS", "*Facts*")).size();
  }

  /** What a request of two waves for all keys costs. */
  private ScopeStats read() {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(Facts.class, FIRST_HALF).inOrder()).hasSize(KEYS / 2);
      assertThat(scope.findAll(Facts.class, ALL).inOrder()).hasSize(KEYS);
      return scope.stats();
    }
  }

  private CircuitState state() {
    return twofold.stats().circuits().get(circuit).state();
  }

  private void assertHitsOfOthers(ScopeStats stats) {
    assertThat(stats.total().distributed()).isEqualTo(hitsOfOthers);
    assertThat(stats.total().database()).isEqualTo(KEYS - hitsOfOthers);
  }

  @Test
  void oneMasterFrozen_costsSomeRequestsOneBudget_thenNothing_andTheOthersAreUsed() {
    assertThat(hitsOfOthers).isBetween(150L, 250L);
    victim.freeze();
    for (int i = 0; i < 5; i++) {
      ScopeStats stats = read();
      assertHitsOfOthers(stats);
      assertThat(stats.distributedFailures()).isEqualTo(1);
      assertThat(stats.distributedTime()).isLessThan(BUDGET.multipliedBy(2));
      if (state() == CircuitState.OPEN) {
        break;
      }
    }
    assertThat(state()).isEqualTo(CircuitState.OPEN);
    assertThat(twofold.stats().circuits().get("distributed").state())
        .isEqualTo(CircuitState.CLOSED);

    ScopeStats stats = read();
    assertHitsOfOthers(stats);
    assertThat(stats.distributedFailures()).isZero();
    assertThat(stats.distributedTime()).isLessThan(BUDGET.dividedBy(2));

    victim.thaw();
    await().untilAsserted(() -> assertThat(read().total().distributed()).isEqualTo(KEYS));
    assertThat(state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void oneMasterKilled_theOthersAreUsed_andItIsUsedAgainOnceItIsBack() {
    victim.kill();
    for (int i = 0; i < 7; i++) {
      assertHitsOfOthers(read());
    }
    assertThat(state()).isNotEqualTo(CircuitState.CLOSED);
    ScopeStats stats = read();
    assertHitsOfOthers(stats);

    victim.startEmpty();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(read().total().distributed()).isEqualTo(KEYS));
  }
}
