package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.DistributedTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** Keys that match a pattern, cleared for two nodes with near tiers. */
class MatchingKeysIT {

  private static final int ENTRIES = 5_000;
  private static final List<String> KEYS =
      IntStream.range(0, ENTRIES).mapToObj(id -> (id % 2 == 0 ? "even:" : "odd:") + id).toList();

  private final Map<String, String> truth = new ConcurrentHashMap<>();

  private static final class Facts extends RecordingLoader<String, String> {
    Facts(Map<String, String> truth) {
      super(truth);
    }
  }

  /** An engine that counts what it hears. */
  private final class Listening implements AutoCloseable {
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger loaders = new AtomicInteger();
    private final Twofold twofold;

    Listening(DistributedTier tier) {
      twofold =
          Twofold.builder()
              .settings(
                  TwofoldSettings.builder()
                      .application("match")
                      .distributedBudget(Patience.LIMIT)
                      .build())
              .near(EhcacheTier.onHeap())
              .distributed(tier)
              .observe(
                  new InvalidationObserver() {
                    @Override
                    public void received(Invalidation stale) {
                      heard.incrementAndGet();
                      loaders.addAndGet(stale.loaders().size());
                    }
                  })
              .register(new Facts(truth))
              .build();
    }

    Map<String, String> readAll() {
      try (LoadScope scope = twofold.open()) {
        return scope.findAll(Facts.class, KEYS).found();
      }
    }

    String cost() {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Facts.class, KEYS);
        return Costs.of(scope, "Facts");
      }
    }

    void awaitHearing(Listening other) {
      await()
          .until(
              () -> {
                other.twofold.invalidator().clearTag("hello");
                return heard.get() > 0;
              });
    }

    @Override
    public void close() {
      twofold.close();
    }
  }

  private void writeAll(String text) {
    KEYS.forEach(key -> truth.put(key, text + key));
  }

  @Test
  void oneServer() {
    try (RedisServer redis = RedisServer.onFreePort()) {
      redis.start();
      clearsHalf(() -> RedissonTier.at(redis.address()).build(), 1);
    }
  }

  @Test
  void cluster() {
    try (RedisCluster cluster = new RedisCluster()) {
      RedissonClient client = Redisson.create(cluster.config());
      try {
        clearsHalf(() -> RedissonTier.of(client), 64);
      } finally {
        client.shutdown();
      }
    }
  }

  private void clearsHalf(Supplier<DistributedTier> tier, int partitions) {
    try (Listening node = new Listening(tier.get());
        Listening other = new Listening(tier.get())) {
      other.awaitHearing(node);
      node.awaitHearing(other);
      writeAll("old ");
      node.readAll();
      other.readAll();
      assertThat(other.cost()).isEqualTo("asked=5000 near=5000");
      writeAll("new ");
      MatchingKeys evens = node.twofold.invalidator().matching(Facts.class, "even:*").step(500);

      assertThat(evens.count().found()).isEqualTo(ENTRIES / 2);
      assertThat(other.cost()).isEqualTo("asked=5000 near=5000");

      other.loaders.set(0);
      List<MatchingKeys.Progress> heard = new ArrayList<>();
      MatchingKeys.Progress ended = evens.onProgress(heard::add).clear();
      assertThat(ended.finished() && ended.confirmed()).isTrue();
      assertThat(ended.found()).isEqualTo(ENTRIES / 2);
      assertThat(heard).hasSizeBetween(ENTRIES / 500, ENTRIES / 500 + 20);
      await().until(() -> other.loaders.get() == 2 * partitions);

      for (Listening each : List.of(other, node)) {
        assertThat(each.readAll())
            .allSatisfy(
                (key, value) ->
                    assertThat(value).isEqualTo((key.startsWith("e") ? "new " : "old ") + key));
      }
      assertThat(node.cost()).isEqualTo("asked=5000 near=5000");
      assertThat(evens.count().found()).isEqualTo(ENTRIES / 2);
    }
  }
}
