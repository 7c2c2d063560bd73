package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.QueueStoreContract;
import dev.twofold.testing.RedisCluster;
import dev.twofold.write.store.QueueStore;
import dev.twofold.write.store.QueueStore.Append;
import dev.twofold.write.store.QueueStore.Appended;
import dev.twofold.write.store.QueueStore.Take;
import dev.twofold.write.store.QueueStore.Taken;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

class RedissonQueueStoreClusterIT extends QueueStoreContract {

  private static final Duration BUDGET = Duration.ofSeconds(5);

  private static RedisCluster cluster;
  private static RedissonClient client;

  private QueueStore store;

  @BeforeAll
  static void start() {
    cluster = new RedisCluster();
    client = Redisson.create(cluster.config());
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    cluster.close();
  }

  @BeforeEach
  void open() {
    cluster.flush();
    store = RedissonTier.of(client).queues("app");
  }

  @Override
  protected QueueStore store() {
    return store;
  }

  @Override
  protected void pass(Duration time) {}

  @Test
  void partitions_areSpreadOverMasters_andWorkedInOneTrip() {
    List<Integer> partitions = IntStream.range(0, 16).boxed().toList();
    List<Append> appends =
        partitions.stream()
            .map(partition -> new Append(partition, List.of(new byte[] {1}), 10))
            .toList();

    assertThat(store.append("q", appends, BUDGET)).containsOnly(Appended.QUEUED).hasSize(16);

    List<Taken> taken = store.take("q", new Take("one", partitions, 10, BUDGET), BUDGET);
    assertThat(taken).hasSize(16).allSatisfy(each -> assertThat(each.entries()).hasSize(1));
    assertThat(cluster.masters())
        .allSatisfy(master -> assertThat(master.commandCounts()).containsKey("xadd"));
  }
}
