package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.GROUP;
import static dev.twofold.testing.TierKeys.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.testing.DistributedTierContract;
import dev.twofold.testing.RecordingTierListener;
import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** A cluster of three masters: entries are spread over partitions. */
final class RedissonTierClusterIT extends DistributedTierContract {

  private static final Duration PATIENT_BUDGET = Duration.ofSeconds(5);
  private static RedisCluster cluster;
  private static RedissonClient client;

  private RedissonTier tier;
  private RedissonTier otherTier;

  @BeforeAll
  static void startCluster() {
    cluster = new RedisCluster();
    client = Redisson.create(cluster.config());
  }

  @BeforeEach
  void flush() {
    cluster.flush();
    tier = RedissonTier.of(client);
    otherTier = RedissonTier.of(client);
  }

  @AfterEach
  void close() {
    tier.close();
    otherTier.close();
  }

  @AfterAll
  static void stopCluster() {
    client.shutdown();
    cluster.close();
  }

  @Override
  protected DistributedTier tier() {
    return tier;
  }

  @Override
  protected DistributedTier otherTier() {
    return otherTier;
  }

  @Override
  protected void elapse(Duration duration) {
    // Redis expires entries by its own clock
  }

  /** Its own thread asks only every few hours, so that nothing else is counted. */
  private static RedissonTier quietTier() {
    Duration hours = Duration.ofHours(4);
    RedissonTier quiet =
        RedissonTier.of(client)
            .withPace(new Pace(hours, Duration.ofMillis(200), hours, PATIENT_BUDGET));
    RecordingTierListener listener = new RecordingTierListener();
    quiet.start(
        new TierUse("app", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(1)), listener);
    await().until(listener::isListening);
    return quiet;
  }

  @Test
  void getAll_hundredKeys_isOneScriptForEachPartition() {
    List<TierKey> keys = IntStream.range(0, 100).mapToObj(TierKeys::key).toList();
    try (RedissonTier quiet = quietTier()) {
      long partitions =
          keys.stream().map(each -> quiet.partition(GROUP.loader(), each.id())).distinct().count();
      assertThat(partitions).isBetween(40L, 64L);
      cluster.resetCounts();

      assertThat(quiet.getAll(keys, Claim.LEASE, PATIENT_BUDGET))
          .hasOnlyElementsOfType(Lookup.Granted.class);

      assertThat(cluster.commandCounts()).containsEntry("evalsha", partitions);
      assertThat(cluster.masters())
          .allSatisfy(master -> assertThat(master.commandCounts()).containsKey("evalsha"));
    }
  }

  /** Each partition has a variant that the others do not have. */
  @Test
  void invalidate_otherVariantsInEachPartition_areLearntTogether() {
    try (RedissonTier quiet = quietTier();
        RedissonTier other = quietTier()) {
      Set<StaleKey> stale = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        EntryGroup variant = new EntryGroup("app:L", "", ":v" + i, 1, GROUP.region());
        TierKey key = new TierKey(variant, "id " + i);
        other.getAll(List.of(key), Claim.LEASE, PATIENT_BUDGET);
        stale.add(key.stale());
      }

      assertThatCode(() -> quiet.invalidate(Invalidation.ofKeys(stale), PATIENT_BUDGET))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void invalidate_region_isOneScriptForEachPartition() {
    try (RedissonTier quiet = quietTier()) {
      cluster.resetCounts();

      quiet.invalidate(
          new Invalidation(Set.of(), Set.of(), Set.of(USERS.name()), Set.of()), PATIENT_BUDGET);

      Map<String, Long> counts = cluster.commandCounts();
      assertThat(counts).containsEntry("evalsha", 64L).containsEntry("publish", 64L);
    }
  }
}
