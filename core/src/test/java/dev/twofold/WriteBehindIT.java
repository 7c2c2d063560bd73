package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.WriteRefusedException;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.WhenFull;
import dev.twofold.settings.WhenUnavailable;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestDatabase;
import dev.twofold.write.DeadLetter;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues on a real Redis and a real PostgreSQL. */
class WriteBehindIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int PAGES = 100;

  private static TestDatabase database;
  private static SessionFactory sessions;

  private final List<Twofold> engines = new ArrayList<>();

  @BeforeAll
  static void open() {
    database = PageViews.open(POSTGRES.url());
    sessions = database.sessionFactory();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void reset() {
    REDIS.flush();
    PageViews.reset(sessions, PAGES);
  }

  @AfterEach
  void close() {
    engines.forEach(Twofold::close);
  }

  private Twofold node(WriteBehind<?, ?> queue) {
    Twofold twofold =
        Twofold.builder()
            .settings(
                TwofoldSettings.builder()
                    .application("app")
                    .distributedBudget(Duration.ofSeconds(1))
                    .build())
            .distributed(RedissonTier.at(REDIS.address()).build())
            .queue(queue)
            .build();
    engines.add(twofold);
    return twofold;
  }

  private WriteQueue<Long, Long> views(UnaryOperator<QueuePolicy> policy) {
    WriteBehind<Long, Long> definition =
        PageViews.counting(sessions)
            .with(all -> policy.apply(all.withInterval(Duration.ofMillis(20))));
    return node(definition).queue(definition);
  }

  /** A queue that writes nothing by itself. */
  private static QueuePolicy idle(QueuePolicy policy) {
    return policy.withInterval(Duration.ofHours(1));
  }

  /** One that has made its first round, so that it makes no further one by itself. */
  private WriteQueue<Long, Long> idleViews(UnaryOperator<QueuePolicy> policy) {
    WriteQueue<Long, Long> queue = views(all -> policy.apply(idle(all)));
    queue.add(1L, 0L);
    assertThat(queue.drain(LONG)).isTrue();
    return queue;
  }

  private static List<QueuedWrite<Long, Long>> ones(int writes) {
    return IntStream.range(0, writes).mapToObj(i -> new QueuedWrite<>(i % PAGES + 1L, 1L)).toList();
  }

  @Test
  void tenThousandAdds_onAHundredKeys_areFewTripsAndOneBatchForEachPartition() {
    WriteQueue<Long, Long> queue = idleViews(all -> all.withBatch(10_000));
    database.reset();
    REDIS.resetCounts();

    queue.addAll(ones(10_000));

    Map<String, Long> counts = REDIS.commandCounts();
    assertThat(counts)
        .as("4 partitions, 5,000 writes in a trip")
        .containsEntry("evalsha", 4L)
        .containsEntry("xadd", 10_000L);
    assertThat(queue.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions)).isEqualTo(10_000);
    assertThat(PageViews.views(sessions, 7)).isEqualTo(100);
    assertThat(
            database.queries().statements().stream().filter(sql -> sql.startsWith("update pages")))
        .as("JDBC batches")
        .hasSize(4);
    assertThat(queue.stats().batches()).isEqualTo(4 + 1);
    assertThat(queue.stats().written()).isEqualTo(10_000 + 1);
    assertThat(queue.stats().writes()).isEqualTo(PAGES + 1);
    assertThat(queue.stats().waiting()).isZero();
  }

  @Test
  void log_keepsTheOrderOfEachKey_overManyBatches() {
    WriteBehind<Long, String> definition =
        PageViews.logging(sessions)
            .with(all -> all.withInterval(Duration.ofMillis(5)).withBatch(7));
    WriteQueue<Long, String> queue = node(definition).queue(definition);
    for (int round = 0; round < 50; round++) {
      List<QueuedWrite<Long, String>> visits = new ArrayList<>();
      for (long page = 1; page <= 5; page++) {
        visits.add(new QueuedWrite<>(page, "v" + 2 * round));
        visits.add(new QueuedWrite<>(page, "v" + (2 * round + 1)));
      }
      queue.addAll(visits);
    }

    assertThat(queue.drain(LONG)).isTrue();
    List<String> all = IntStream.range(0, 100).mapToObj(i -> "v" + i).toList();
    for (long page = 1; page <= 5; page++) {
      assertThat(PageViews.visitors(sessions, page)).isEqualTo(all);
    }
  }

  @Test
  void fullQueue_refuses_andTakesMoreOnceThereIsRoom() {
    WriteQueue<Long, Long> queue =
        idleViews(all -> all.withPartitions(1).withLength(100).withWhenFull(WhenFull.REFUSE));
    queue.addAll(ones(100));

    assertThatThrownBy(() -> queue.addAll(ones(2)))
        .isInstanceOfSatisfying(
            WriteRefusedException.class, e -> assertThat(e.keys()).isEqualTo(List.of(1L, 2L)))
        .hasMessage(
            "2 writes to queue 'views' are refused: there is no room in partitions of 100 entries");
    assertThat(queue.stats().refused()).isEqualTo(2);

    assertThat(queue.drain(LONG)).isTrue();
    queue.add(1L, 1L);
    assertThat(queue.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions)).isEqualTo(101);
  }

  @Test
  void fullQueue_waits_untilThereIsRoom() {
    WriteQueue<Long, Long> queue =
        views(all -> all.withPartitions(1).withLength(50).withFullWait(LONG));
    queue.addAll(ones(1_000));
    assertThat(queue.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions)).isEqualTo(1_000);
    assertThat(queue.stats().queued()).isEqualTo(1_000);
  }

  @Test
  void fullQueue_writesAtOnce_whereItIsSetTo() {
    WriteQueue<Long, Long> queue =
        idleViews(all -> all.withPartitions(1).withLength(10).withWhenFull(WhenFull.WRITE));
    queue.addAll(ones(100));
    assertThat(PageViews.views(sessions)).isEqualTo(90);
    assertThat(queue.stats().direct()).isEqualTo(90);
  }

  @Test
  void poisonedKey_isADeadLetterWithItsPlace_andAllOthersAreWritten() {
    WriteQueue<Long, Long> queue =
        views(all -> all.withPartitions(1).withAttempts(2).withBackOff(Duration.ofMillis(5)));
    List<QueuedWrite<Long, Long>> writes = new ArrayList<>(ones(1_000));
    writes.add(300, new QueuedWrite<>(4711L, 5L));
    writes.add(600, new QueuedWrite<>(4711L, 6L));
    queue.addAll(writes);

    assertThat(queue.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions)).isEqualTo(1_000);
    List<DeadLetter> letters = queue.deadLetters().list(10);
    assertThat(letters).hasSize(1);
    DeadLetter letter = letters.get(0);
    assertThat(letter.key()).isEqualTo("4711");
    assertThat(letter.value()).isEqualTo("11");
    assertThat(letter.writes()).isEqualTo(2);
    assertThat(letter.cause()).isEqualTo("java.sql.SQLException: there is no such page");
    assertThat(letter.place()).matches("views/0 \\d+-\\d+ to \\d+-\\d+");
    assertThat(queue.stats().deadLetters()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(queue.stats().waiting()).isZero());
  }

  @Test
  void deadLetter_isReplayed_onceItsReasonIsGone() {
    WriteQueue<Long, Long> queue = views(all -> all.withAttempts(1));
    queue.add(4711L, 5L);
    await().until(() -> queue.deadLetters().list(1).size() == 1);

    sessions.inTransaction(session -> session.persist(new PageViews.PageEntity(4711)));
    assertThat(queue.deadLetters().replay(10)).isEqualTo(1);

    assertThat(queue.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions, 4711)).isEqualTo(5);
    assertThat(queue.deadLetters().list(1)).isEmpty();
  }

  @Test
  void deadLetters_areDiscarded() {
    WriteQueue<Long, Long> queue = views(all -> all.withAttempts(1));
    queue.addAll(LongStream.range(1_000, 1_020).boxed().collect(Collectors.toMap(k -> k, k -> 1L)));
    await().until(() -> queue.deadLetters().list(100).size() == 20);
    assertThat(queue.deadLetters().discard(5)).isEqualTo(5);
    assertThat(queue.deadLetters().discard(100)).isEqualTo(15);
    assertThat(queue.deadLetters().list(1)).isEmpty();
  }

  @Test
  void entryThatNobodyCanRead_isADeadLetter() {
    WriteQueue<Long, Long> queue = views(all -> all.withPartitions(1));
    queue.add(1L, 1L);
    REDIS.call("XADD", "app:#queue:views:0", "*", "other", "program");
    queue.add(1L, 1L);
    await().untilAsserted(() -> assertThat(PageViews.views(sessions)).isEqualTo(2));
    assertThat(queue.drain(LONG)).isTrue();
    assertThat(queue.deadLetters().list(10))
        .extracting(DeadLetter::cause)
        .containsExactly("dev.twofold.error.UndecodableException: 0 bytes are too few");
  }

  @Test
  void redisAway_writesAtOnce_andQueuesAgainLater() {
    WriteQueue<Long, Long> queue = views(all -> all);
    queue.addAll(ones(100));
    assertThat(queue.drain(LONG)).isTrue();
    REDIS.stop();
    try {
      queue.addAll(ones(100));
      assertThat(PageViews.views(sessions)).isEqualTo(200);
      assertThat(queue.stats().direct()).isEqualTo(100);
    } finally {
      REDIS.start();
    }
    await()
        .until(
            () -> {
              queue.add(1L, 1L);
              return queue.stats().queued() > 100;
            });
    assertThat(queue.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions))
        .isEqualTo(queue.stats().queued() + queue.stats().direct());
  }

  @Test
  void redisAway_refuses_whereItIsSetTo() {
    WriteQueue<Long, Long> queue = views(all -> all.withWhenUnavailable(WhenUnavailable.REFUSE));
    queue.add(1L, 1L);
    assertThat(queue.drain(LONG)).isTrue();
    REDIS.stop();
    try {
      assertThatThrownBy(() -> queue.add(1L, 1L))
          .isInstanceOf(WriteRefusedException.class)
          .hasMessage("1 writes to queue 'views' are refused: it does not answer");
    } finally {
      REDIS.start();
    }
    assertThat(PageViews.views(sessions)).isEqualTo(1);
  }

  @Test
  void closedEngine_hasDrained() {
    WriteQueue<Long, Long> queue = idleViews(all -> all);
    queue.addAll(ones(1_000));
    assertThat(PageViews.views(sessions)).isZero();
    engines.get(0).close();
    assertThat(PageViews.views(sessions)).isEqualTo(1_000);
    assertThatThrownBy(() -> queue.add(1L, 1L)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNotDrained_staysForOtherNodes() {
    WriteQueue<Long, Long> queue = idleViews(all -> all.withDrain(Duration.ZERO).withBatch(1));
    queue.addAll(ones(1_000));
    engines.get(0).close();
    assertThat(PageViews.views(sessions)).isLessThan(1_000);

    WriteQueue<Long, Long> next = views(all -> all);
    assertThat(next.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions)).isEqualTo(1_000);
  }

  @Test
  void severalNodes_writeEachEntryOnce() {
    WriteQueue<Long, Long> one = views(all -> all.withBatch(50).withLease(Duration.ofMillis(100)));
    WriteQueue<Long, Long> two = views(all -> all.withBatch(50).withLease(Duration.ofMillis(100)));
    for (int i = 0; i < 20; i++) {
      one.addAll(ones(100));
      two.addAll(ones(100));
    }
    assertThat(one.drain(LONG)).isTrue();
    assertThat(PageViews.views(sessions)).isEqualTo(4_000);
  }
}
