package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.TierKey;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** One master has a replica, and the others have none. */
final class WaitForReplicasClusterIT {

  /** A key of a partition that one of the three masters has. */
  private static TierKey keyOn(RedisCluster cluster, int master) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> key("k" + i))
        .filter(
            each -> {
              int partition =
                  Layout.partition(each.group().loader(), each.id(), Layout.partitions(true));
              RedisServer its = cluster.masterOf("{p" + partition + "}");
              return cluster.masters().indexOf(its) == master;
            })
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scriptsLostOnOneMaster_doNotMakeUpForAReplicaThatAnotherHasNot() {
    try (RedisCluster cluster = new RedisCluster();
        RedisServer replica = cluster.addReplica(0)) {
      assertThat(String.valueOf(replica.call("INFO", "replication"))).contains("role:slave");
      RedissonClient client = Redisson.create(cluster.config());
      try (TestNode node =
          new TestNode(RedissonTier.of(client, 1), TestNode.QUIET, TestNode.USE).awaitListening()) {
        Invalidation replicated = Invalidation.ofKeys(Set.of(keyOn(cluster, 0).stale()));
        node.tier.invalidate(replicated, TestNode.BUDGET);
        cluster.masters().get(0).call("SCRIPT", "FLUSH");
        node.tier.invalidate(replicated, TestNode.BUDGET);

        cluster.masters().get(0).call("SCRIPT", "FLUSH");
        Invalidation both = replicated.and(Invalidation.ofKeys(Set.of(keyOn(cluster, 1).stale())));

        assertThatThrownBy(() -> node.tier.invalidate(both, TestNode.BUDGET))
            .isInstanceOf(TierException.class);
      } finally {
        client.shutdown();
      }
    }
  }
}
