package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** A Redis that answers late, and an answer that never comes. */
final class SlowRedisIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A client that pings once a second would close the connection, and the call would hang. */
  @Test
  void getAll_busyForASecond_isAnsweredAfterwards() {
    try (TestNode node = TestNode.quiet(REDIS.address())) {
      node.put(List.of(key(1)));
      REDIS.call("CLIENT", "PAUSE", "1000", "ALL");

      assertThat(node.tier.getAll(List.of(key(1)), Claim.LEASE, PATIENCE).get(0))
          .isInstanceOf(Lookup.Hit.class);
    }
  }

  /** Redisson forgets the calls of a connection that is lost. */
  @Test
  void call_neverAnswered_failsLongBeforeItsBudget() {
    Config config = new Config();
    config.useSingleServer().setAddress(REDIS.address());
    RedissonClient client = Redisson.create(config);
    try {
      BoundedCalls calls = new BoundedCalls(client, Duration.ofMillis(50));

      assertThatThrownBy(
              () ->
                  calls.call("a key", Deadline.after(PATIENCE), left -> new CompletableFuture<>()))
          .isInstanceOf(TierException.class)
          .hasMessage("Redis did not answer a key within 50 ms");
    } finally {
      client.shutdown();
    }
  }
}
