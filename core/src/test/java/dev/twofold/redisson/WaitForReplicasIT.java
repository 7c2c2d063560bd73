package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.Bracket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invalidations that count only once a replica has them. */
final class WaitForReplicasIT {

  @RegisterExtension static final RedisServer MASTER = RedisServer.onFreePort();
  @RegisterExtension static final RedisServer REPLICA = RedisServer.onFreePort();

  private static final Invalidation STALE = Invalidation.ofKeys(Set.of(key("ada").stale()));
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void invalidate_replicaThere_isAcknowledgedAndWithoutItNot() {
    REPLICA.call("REPLICAOF", "127.0.0.1", Integer.toString(MASTER.port()));
    await()
        .untilAsserted(
            () ->
                assertThat(String.valueOf(MASTER.call("INFO", "replication")))
                    .contains("state=online"));
    try (TestNode node =
        new TestNode(
                RedissonTier.at(MASTER.address()).waitForReplicas(1).build(),
                TestNode.QUIET,
                TestNode.USE)
            .awaitListening()) {
      node.tier.invalidate(STALE, TestNode.BUDGET);
      Bracket bracket = node.tier.begin(STALE, HOUR, TestNode.BUDGET);
      node.tier.end(bracket, Invalidation.NOTHING, TestNode.BUDGET);
      assertThat(REPLICA.call("HGET", "app:#control", "sequence")).isEqualTo("2");

      REPLICA.freeze();
      try {
        Duration budget = Duration.ofMillis(300);
        assertThatThrownBy(() -> node.tier.invalidate(STALE, budget))
            .isInstanceOf(TierException.class)
            .hasMessageContaining("an invalidation of 1 key");
        assertThatThrownBy(() -> node.tier.begin(STALE, HOUR, budget))
            .isInstanceOf(TierException.class)
            .hasMessageContaining("the announcement of 1 key");
        assertThat(node.claim(key("reads need no replica"))).isNotNull();
      } finally {
        REPLICA.thaw();
      }
    }
  }
}
