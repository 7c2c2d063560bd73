package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.group;
import static dev.twofold.testing.TierKeys.key;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes hear of each other, and what they do when they may not have. */
final class RedissonTierNodesIT {

  private static final Duration BUDGET = TestNode.BUDGET;
  private static final TierKey ADA = key("ada");

  private final RedisServer redis = RedisServer.onFreePort();

  @BeforeEach
  void start() {
    redis.start();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static Invalidation stale(TierKey key) {
    return Invalidation.ofKeys(Set.of(key.stale()));
  }

  private static void awaitTold(TestNode node, TierKey key) {
    await().untilAsserted(() -> assertThat(node.listener.invalidations()).contains(stale(key)));
  }

  @Test
  void start_serverAbsent_listensOnceItIsThereAndHasMissedWhatWas() {
    redis.kill();
    try (TestNode node =
        new TestNode(RedissonTier.at(redis.address()).build(), TestNode.BRISK, TestNode.USE)) {
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(node.listener.isListening()).isFalse());

      redis.start();

      node.awaitListening();
      assertThat(node.listener.missed()).contains(0);
    }
  }

  @Test
  void invalidate_hearsOthersInOrderAndNotItself() {
    try (TestNode node = TestNode.brisk(redis.address());
        TestNode other = TestNode.brisk(redis.address())) {
      node.listener.clear();
      for (int i = 0; i < 50; i++) {
        (i % 2 == 0 ? node : other).tier.invalidate(stale(key(i)), BUDGET);
      }

      awaitTold(node, key(49));

      assertThat(node.listener.invalidations()).hasSize(25).first().isEqualTo(stale(key(1)));
      assertThat(node.listener.missed()).isEmpty();
    }
  }

  @Test
  void connectionsKilled_missesAndListensAgain() {
    try (TestNode node = TestNode.brisk(redis.address());
        TestNode other = TestNode.brisk(redis.address())) {
      node.listener.clear();

      redis.call("CLIENT", "KILL", "TYPE", "pubsub");

      await().untilAsserted(() -> assertThat(node.listener.missed()).isNotEmpty());
      await()
          .untilAsserted(
              () -> {
                other.tier.invalidate(stale(ADA), BUDGET);
                assertThat(node.listener.invalidations()).contains(stale(ADA));
              });
    }
  }

  /** The server takes messages from the subscriber without the connection ending. */
  @Test
  void deafSubscriber_isNoticedByTheCountOfTheServer() {
    try (TestNode node = TestNode.brisk(redis.address())) {
      node.listener.clear();

      redis.call("HINCRBY", "app:#control", "sequence", "3");

      await().untilAsserted(() -> assertThat(node.listener.missed()).contains(0));
      await().untilAsserted(() -> assertThat(node.listener.isListening()).isTrue());
      assertThat(node.listener.listening()).containsSubsequence(true, false, true);
    }
  }

  @Test
  void messageLost_nextMessageShowsTheGap() {
    try (TestNode node = TestNode.quiet(redis.address());
        TestNode other = TestNode.quiet(redis.address())) {
      node.listener.clear();
      redis.call("HINCRBY", "app:#control", "sequence", "1");

      other.tier.invalidate(stale(ADA), BUDGET);

      await().untilAsserted(() -> assertThat(node.listener.missed()).containsExactly(0));
      other.tier.invalidate(stale(key("next")), BUDGET);
      awaitTold(node, key("next"));
      assertThat(node.listener.missed()).containsExactly(0);
    }
  }

  @Test
  void flushed_nothingOfBeforeCountsAndEveryNodeIsTold() {
    try (TestNode node = TestNode.quiet(redis.address());
        TestNode other = TestNode.quiet(redis.address())) {
      node.put(List.of(ADA));
      String stored = (String) requireNonNull(redis.call("GET", ADA.text()));
      node.listener.clear();
      other.listener.clear();

      redis.flush();
      redis.call("SET", ADA.text(), stored);

      assertThat(node.get(ADA)).isEqualTo(Lookup.miss());
      await().untilAsserted(() -> assertThat(node.listener.missed()).containsExactly(0));
      await().untilAsserted(() -> assertThat(other.listener.missed()).containsExactly(0));
    }
  }

  @Test
  void serverWentBackInTime_aNodeThatKnowsRenewsTheRecord() {
    try (TestNode node = TestNode.quiet(redis.address())) {
      node.put(List.of(ADA));
      String control = (String) requireNonNull(redis.call("HGET", "app:#control", "sequence"));
      node.tier.invalidate(stale(key("other")), BUDGET);
      Moment before = node.tier.vantage().moments().get(0);

      redis.call("HSET", "app:#control", "sequence", control);

      assertThat(node.get(ADA)).isEqualTo(Lookup.miss());
      Moment after = node.tier.vantage().moments().get(0);
      assertThat(Partitions.isLater(after, before)).isTrue();
      assertThat(after.epoch()).isNotEqualTo(before.epoch());
    }
  }

  @Test
  void serverRestartedFromASnapshot_theRecordIsRenewedByTheCheckAlone() {
    try (TestNode node = TestNode.brisk(redis.address())) {
      Moment before = node.tier.vantage().moments().get(0);
      redis.stop();
      redis.start();

      await()
          .untilAsserted(
              () ->
                  assertThat(node.tier.vantage().moments().get(0).epoch())
                      .isNotEqualTo(before.epoch()));
    }
  }

  @Test
  void nodeFellSilent_anotherRenewsTheRecordOnce() {
    try (TestNode survivor = TestNode.brisk(redis.address())) {
      survivor.put(List.of(ADA));
      redis.call("HSET", "app:#nodes", "0123456789abcdef", "1");

      await()
          .untilAsserted(
              () ->
                  assertThat(redis.call("HEXISTS", "app:#nodes", "0123456789abcdef"))
                      .isEqualTo(0L));

      assertThat(survivor.get(ADA)).isEqualTo(Lookup.miss());
      Moment renewed = survivor.tier.vantage().moments().get(0);
      survivor.put(List.of(ADA));
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(
              () -> assertThat(survivor.tier.vantage().moments().get(0)).isEqualTo(renewed));
      assertThat(survivor.get(ADA)).isInstanceOf(Lookup.Hit.class);
    }
  }

  @Test
  void nodeClosed_signsOffAndNothingIsRenewed() {
    try (TestNode survivor = TestNode.brisk(redis.address())) {
      TestNode leaving = TestNode.brisk(redis.address());
      await().untilAsserted(() -> assertThat(redis.call("HLEN", "app:#nodes")).isEqualTo(2L));

      leaving.close();

      assertThat(redis.call("HLEN", "app:#nodes")).isEqualTo(1L);
      survivor.put(List.of(ADA));
      await()
          .during(TestNode.BRISK.silence().multipliedBy(2))
          .untilAsserted(() -> assertThat(survivor.get(ADA)).isInstanceOf(Lookup.Hit.class));
    }
  }

  @Test
  void nodeAbandoned_anotherRenewsTheRecord() {
    try (TestNode survivor = TestNode.brisk(redis.address())) {
      TestNode leaving = TestNode.brisk(redis.address());
      await().untilAsserted(() -> assertThat(redis.call("HLEN", "app:#nodes")).isEqualTo(2L));
      survivor.put(List.of(ADA));

      leaving.tier.abandon();

      await().untilAsserted(() -> assertThat(survivor.get(ADA)).isEqualTo(Lookup.miss()));
      await().untilAsserted(() -> assertThat(redis.call("HLEN", "app:#nodes")).isEqualTo(1L));
    }
  }

  @Test
  void recordLost_strictRegionsAreBarredForTheQuarantineAndOthersAreNot() {
    TierKey account =
        key(group("AccountLoader", new Region("accounts", Consistency.STRICT, Duration.ZERO)), 1);
    TierUse use =
        new TierUse("app", Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofDays(1));
    try (TestNode node =
        new TestNode(RedissonTier.at(redis.address()).build(), TestNode.QUIET, use)
            .awaitListening()) {
      await()
          .untilAsserted(() -> assertThat(node.claim(account)).isInstanceOf(Lookup.Granted.class));

      redis.call("DEL", "app:#control");

      assertThat(node.claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(node.claim(ADA)).isInstanceOf(Lookup.Granted.class);
      await()
          .untilAsserted(() -> assertThat(node.claim(account)).isInstanceOf(Lookup.Granted.class));
    }
  }
}
