package dev.twofold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountEntity;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.redisson.SentinelledRedis;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RedissonClient;

/** Sentinel promotes the replica of a Redis that was killed. */
class FailoverIT {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final TwofoldSettings SETTINGS =
      TwofoldSettings.builder()
          .application("gazette")
          .distributedBudget(Duration.ofMillis(500))
          .commitLimit(Duration.ofSeconds(1))
          .region("money", Node.SETTINGS.region("money"))
          .build();

  private final SentinelledRedis redis = new SentinelledRedis();
  private final List<RedissonClient> clients = new ArrayList<>();
  private Node writer;
  private Node reader;

  @AfterEach
  void close() {
    writer.close();
    reader.close();
    clients.forEach(RedissonClient::shutdown);
    redis.close();
  }

  private Node node(int waitForReplicas) {
    RedissonClient client = redis.client();
    clients.add(client);
    return new Node(
        POSTGRES.url(), RedissonTier.of(client, waitForReplicas), SETTINGS, Gazette.loaders());
  }

  /** Two nodes, whose tiers have everything. */
  private void open(int waitForReplicas) {
    writer = node(waitForReplicas);
    reader = node(waitForReplicas);
    reader.awaitListening(writer);
    writer.awaitListening(reader);
    writer.write(
        session -> {
          session
              .createNativeMutationQuery(
                  "truncate table story_label, remark, story, writer, label, account")
              .executeUpdate();
          Gazette.fill(session);
        });
    awaitAtRest();
  }

  /** Everything was told, and everything is kept again. */
  private void awaitAtRest() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              writer.loads();
              return writer.twofold.stats().queued() == 0
                  && writer.loads().isEmpty()
                  && reader.loads().isEmpty();
            });
  }

  private void rename() {
    writer.write(session -> session.find(StoryEntity.class, 1L).title = "new");
  }

  /** What the replica would answer if it were asked now. */
  private boolean replicaHasStory() {
    Object keys = requireNonNull(redis.replica().call("KEYS", "gazette:StoryLoader:*"));
    return ((Collection<?>) keys).stream().anyMatch(key -> key.toString().endsWith(":1"));
  }

  private void awaitAllReadTheNewTitle() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> writer.title(1).equals("new") && reader.title(1).equals("new"));
  }

  private void assertRecovered() {
    redis.rejoin();
    awaitAtRest();
    assertThat(writer.title(1)).isEqualTo("new");
    assertThat(reader.title(1)).isEqualTo("new");
    assertThat(reader.<Boolean>ask(scope -> scope.peek(StoryLoader.class, 1L).isPresent()))
        .isTrue();
  }

  @Test
  void acknowledgedByTheReplica_isNotForgotten() {
    open(1);
    rename();
    assertThat(writer.twofold.stats().queued()).isZero();
    assertThat(replicaHasStory()).isFalse();
    redis.killMaster();
    assertThat(writer.title(1)).isEqualTo("new");
    redis.awaitPromotion();
    assertThat(reader.title(1)).isEqualTo("new");
    try (Node stranger = node(1)) {
      assertThat(stranger.title(1)).isEqualTo("new");
    }
    assertRecovered();
  }

  @Test
  void replicaCutOff_writeIsQueued_andToldToTheOneThatIsPromoted() {
    open(1);
    redis.cutReplica();
    rename();
    assertThat(writer.twofold.stats().queued()).isPositive();
    assertThat(writer.title(1)).isEqualTo("new");
    redis.killMaster();
    assertThat(replicaHasStory()).as("it was not told").isTrue();
    redis.awaitPromotion();
    assertThat(writer.title(1)).isEqualTo("new");
    awaitAllReadTheNewTitle();
    assertThat(writer.twofold.stats().queued()).as("no replica has it yet").isPositive();
    assertRecovered();
    assertThat(writer.twofold.stats().deliveredLate()).isPositive();
  }

  @Test
  void replicaCutOff_strictWriteIsRefused() {
    open(1);
    redis.cutReplica();
    try {
      assertThatThrownBy(
              () -> writer.write(session -> session.find(AccountEntity.class, 1L).balance = 50))
          .hasStackTraceContaining("a commit that makes 1 entries");
    } finally {
    }
    assertThat(reader.balance(1)).isEqualTo(100);
    assertThat(writer.balance(1)).isEqualTo(100);
  }

  /** The window that remains without waiting: until a node has noticed. */
  @Test
  void withoutWaiting_theReplicaHasTheOldValue_untilNodesNotice() {
    open(0);
    redis.cutReplica();
    rename();
    assertThat(writer.twofold.stats().queued()).as("acknowledged").isZero();
    redis.killMaster();
    assertThat(replicaHasStory()).isTrue();
    redis.awaitPromotion();
    awaitAllReadTheNewTitle();
    try (Node stranger = node(0)) {
      assertThat(stranger.title(1)).isEqualTo("new");
    }
    assertRecovered();
  }

  /** Reads of a strict region are compared with what had been committed before they began. */
  @Test
  void failoverUnderLoad_strictReadsAreNeverOld_andAllIsWellAgain() throws Exception {
    open(1);
    AtomicIntegerArray committed = new AtomicIntegerArray(5);
    AtomicInteger done = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger reads = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> running = new ArrayList<>();
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; !Thread.currentThread().isInterrupted() && done.get() >= 0; i++) {
                  int account = 1 + i % 4;
                  int balance = 1_000 + i;
                  try {
                    writer.write(
                        session ->
                            session.find(AccountEntity.class, (long) account).balance = balance);
                    committed.set(account, balance);
                    done.updateAndGet(count -> count < 0 ? count : count + 1);
                  } catch (RuntimeException e) {
                    refused.incrementAndGet();
                  }
                }
              }));
      for (Node node : List.of(writer, reader)) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; done.get() >= 0; i++) {
                    int account = 1 + i % 4;
                    int before = committed.get(account);
                    assertThat(node.balance(account)).isGreaterThanOrEqualTo(before);
                    reads.incrementAndGet();
                  }
                }));
      }
      awaitMore(done, 20);
      redis.killMaster();
      redis.awaitPromotion();
      redis.rejoin();
      awaitMore(done, 20);
      done.set(Integer.MIN_VALUE);
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      done.set(Integer.MIN_VALUE);
      threads.shutdown();
    }
    assertThat(refused).hasPositiveValue();
    assertThat(reads).hasPositiveValue();
    awaitAtRest();
    for (int account = 1; account <= 4; account++) {
      assertThat(reader.balance(account)).isGreaterThanOrEqualTo(committed.get(account));
    }
  }

  private static void awaitMore(AtomicInteger done, int more) {
    int now = done.get();
    await().atMost(Duration.ofSeconds(30)).until(() -> done.get() >= now + more);
  }
}
