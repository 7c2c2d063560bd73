package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.testing.QueueStoreContract;
import dev.twofold.testing.RedisServer;
import dev.twofold.write.store.QueueStore;
import dev.twofold.write.store.QueueStore.Append;
import dev.twofold.write.store.QueueStore.Appended;
import dev.twofold.write.store.QueueStore.Take;
import dev.twofold.write.store.QueueStore.Taken;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

class RedissonQueueStoreIT extends QueueStoreContract {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final Duration BUDGET = Duration.ofSeconds(5);

  private static RedissonClient client;

  private QueueStore store;

  /** A patient one, for a busy machine. */
  static RedissonClient clientOf(RedisServer server) {
    Config config = new Config();
    config.useSingleServer().setAddress(server.address());
    return Redisson.create(config);
  }

  @BeforeAll
  static void connect() {
    client = clientOf(REDIS);
  }

  @AfterAll
  static void close() {
    client.shutdown();
  }

  @BeforeEach
  void open() {
    REDIS.flush();
    store = RedissonTier.of(client).queues("app");
  }

  @Override
  protected QueueStore store() {
    return store;
  }

  @Override
  protected void pass(Duration time) {}

  private void append(String entry) {
    store.append("q", List.of(new Append(0, List.of(entry.getBytes(UTF_8)), 10)), BUDGET);
  }

  /** As after a failover to a replica that lags, whose clock is behind. */
  @Test
  void append_toAStreamThatWentBackInTime_hasALaterIdAllTheSame() {
    append("a");
    REDIS.call("DEL", "app:#queue:q:0");
    REDIS.call("XADD", "app:#queue:q:0", "9999999999999-5", "e", "from the future");
    store.take("q", new Take("one", List.of(0), 10, BUDGET), BUDGET);
    REDIS.call("DEL", "app:#queue:q:0");

    append("b");

    assertThat(store.take("q", new Take("one", List.of(0), 10, BUDGET), BUDGET).get(0).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.id()).hasToString("10000000000000-0"));
  }

  @Test
  void recordThatWasLost_beginsAnotherEpoch() {
    String first = epoch();
    REDIS.call("DEL", "app:#queue:q:0:owner");
    assertThat(epoch()).isNotEqualTo(first);
  }

  private String epoch() {
    return store.take("q", new Take("one", List.of(0), 1, BUDGET), BUDGET).get(0).lease().epoch();
  }

  @Test
  void largeEntries_areTakenInPortions() {
    for (int i = 0; i < 6; i++) {
      store.append("q", List.of(new Append(0, List.of(new byte[1 << 20]), 10)), BUDGET);
    }
    assertThat(store.take("q", new Take("one", List.of(0), 500, BUDGET), BUDGET).get(0).entries())
        .hasSizeBetween(4, 6);
  }

  @Test
  void serverThatIsAway_isATierException() {
    append("a");
    REDIS.stop();
    try {
      assertThatThrownBy(() -> append("b")).isInstanceOf(TierException.class);
    } finally {
      REDIS.start();
    }
  }

  private static final int LARGE = 512 << 10;

  private void appendLarge(int partition, int entries) {
    List<byte[]> large = Collections.nCopies(entries, new byte[LARGE]);
    assertThat(store.append("q", List.of(new Append(partition, large, 1_000)), BUDGET))
        .containsExactly(Appended.QUEUED);
  }

  private static long bytes(Taken taken) {
    return taken.entries().stream().mapToLong(entry -> entry.content().length).sum();
  }

  @Test
  void take_ofLargeEntries_isBounded_andGoesOnWhereSmallOnesWere() {
    append("small");
    appendLarge(0, 20);

    Taken taken = store.take("q", new Take("one", List.of(0), 1_000, BUDGET), BUDGET).get(0);

    assertThat(taken.length()).isEqualTo(21);
    assertThat(taken.entries()).as("no further one after 4 MiB").hasSize(1 + 8);
  }

  @Test
  void take_ofManyPartitions_isBoundedAsAWhole() {
    List<Integer> partitions = IntStream.range(0, 32).boxed().toList();
    partitions.forEach(partition -> appendLarge(partition, 3));

    List<Taken> taken = store.take("q", new Take("one", partitions, 1_000, BUDGET), BUDGET);

    assertThat(taken).hasSize(32).allSatisfy(each -> assertThat(each.entries()).isNotEmpty());
    assertThat(taken.stream().mapToLong(RedissonQueueStoreIT::bytes).sum())
        .isLessThanOrEqualTo(16 << 20);
  }
}
