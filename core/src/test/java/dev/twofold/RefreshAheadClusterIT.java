package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Loaders.Names;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RedisCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** Entries on several masters that are loaded again together. */
class RefreshAheadClusterIT {

  private static final List<Long> FIFTY = LongStream.rangeClosed(1, 50).boxed().toList();
  private static final RegionPolicy BRIEF =
      RegionPolicy.DEFAULT.withTimeToLive(Duration.ofMinutes(2)).withNear(NearPolicy.OFF);
  private static final RegionPolicy REFRESHING =
      BRIEF.withTimeToLive(Duration.ofHours(1)).withLifetime(LifetimePolicy.REFRESHING);

  private static Twofold engine(RedissonClient client, Names names, RegionPolicy policy) {
    return Twofold.builder()
        .distributed(RedissonTier.of(client))
        .settings(
            TwofoldSettings.builder()
                .distributedBudget(Patience.LIMIT)
                .region("default", policy)
                .build())
        .register(names)
        .build();
  }

  private static String ask(Twofold engine) {
    try (LoadScope scope = engine.open()) {
      scope.findAll(Names.class, FIFTY);
      return Costs.of(scope, "Names");
    }
  }

  @Test
  void fiftyDueKeys_areOneLoad() {
    Names names = new Names(50);
    try (RedisCluster cluster = new RedisCluster()) {
      RedissonClient client = Redisson.create(cluster.config());
      try (Twofold filler = engine(client, names, BRIEF);
          Twofold one = engine(client, names, REFRESHING)) {
        ask(filler);

        assertThat(ask(one)).isEqualTo("asked=50 distributed=50");
        await().until(() -> one.stats().refreshes().refreshed() == 50);

        assertThat(names.batchSizes()).containsExactly(50, 50);
        assertThat(ask(one)).isEqualTo("asked=50 distributed=50");
        assertThat(Costs.of(one.stats().refreshes())).isEqualTo("due=50 refreshed=50 loads=1");
      } finally {
        client.shutdown();
      }
    }
  }
}
