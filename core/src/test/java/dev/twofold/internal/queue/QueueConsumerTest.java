package dev.twofold.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.internal.queue.Steps.Killed;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.testing.InMemoryQueueStore;
import dev.twofold.testing.ManualTime;
import dev.twofold.write.DeadLetter;
import dev.twofold.write.EntryId;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class QueueConsumerTest {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime();
  private final InMemoryQueueStore store = new InMemoryQueueStore(time);
  private final Ledger ledger = new Ledger();
  private final WriteBehind<Integer, Long> sums =
      WriteBehind.coalescing("q", Integer.class, Long.class, Long::sum, ledger);
  private final QueuePolicy policy =
      QueuePolicy.DEFAULT
          .withPartitions(1)
          .withBatch(10)
          .withInterval(INTERVAL)
          .withAttempts(3)
          .withBackOff(Duration.ofMillis(100))
          .withLongestBackOff(Duration.ofMillis(300))
          .withLease(LEASE);

  private QueueNode node() {
    return new QueueNode(store, sums, policy, time);
  }

  private static List<QueuedWrite<Integer, Long>> ones(int keys, int times) {
    List<QueuedWrite<Integer, Long>> writes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (int key = 1; key <= keys; key++) {
        writes.add(new QueuedWrite<>(key, 1L));
      }
    }
    return writes;
  }

  @Test
  void round_writesABatch_coalesced_andMakesItsKeysStale() {
    QueueNode node = node();
    node.addAll(ones(2, 4));

    Duration next = node.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 4L, 2, 4L));
    assertThat(ledger.transactions()).isEqualTo(1);
    assertThat(node.madeStale).singleElement().extracting("position").isNotNull();
    assertThat(node.madeStale.get(0).keys()).isEqualTo(Set.of(1, 2));
    assertThat(next).isEqualTo(INTERVAL);
    assertThat(node.stats().written()).isEqualTo(8);
    assertThat(node.stats().writes()).isEqualTo(2);
  }

  @Test
  void longerQueue_isGoneOnWithAtOnce() {
    QueueNode node = node();
    node.addAll(ones(1, 25));

    assertThat(node.round()).isZero();
    assertThat(node.round()).isZero();
    assertThat(node.round()).isEqualTo(INTERVAL);
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 25L));
    assertThat(ledger.transactions()).isEqualTo(3);
  }

  @Test
  void writes_areCollected_exceptInAHurry() {
    QueueNode node = node();
    node.round();
    node.add(1, 1);

    node.round();
    assertThat(ledger.sums()).isEmpty();

    node.hurriedRound();
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 1L));
    assertThat(node.isIdle()).isTrue();
  }

  @Test
  void partition_hasOneOwner_untilItsLeaseEnds() {
    QueueNode one = node();
    QueueNode two = node();
    one.round();
    one.add(1, 1);

    two.round();
    assertThat(ledger.sums()).isEmpty();

    time.advance(LEASE);
    two.round();
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 1L));
  }

  @Test
  void partition_thatIsReleased_isOwnedByAnotherAtOnce() {
    QueueNode one = node();
    QueueNode two = node();
    one.add(1, 1);
    one.round();
    one.release();
    one.add(1, 1);

    two.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 2L));
  }

  @Test
  void nodeThatDiesAfterTheCommit_isFollowedByOneThatWritesNothingTwice() {
    QueueNode one = node();
    one.addAll(ones(2, 3));
    one.steps.killAfter(4); // before and after the look, before the batch, after it
    assertThatThrownBy(() -> step(one)).isInstanceOf(Killed.class);
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 3L, 2, 3L));

    QueueNode two = node();
    two.add(1, 1);
    time.advance(LEASE);
    two.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 4L, 2, 3L));
    assertThat(two.madeStale.get(0).keys())
        .as("what the first one may not have told any more")
        .isEqualTo(Set.of(1, 2));
    assertThat(store.length("q", 1, LEASE)).isZero();
  }

  @Test
  void whatADeadNodeHasWritten_isNoPartOfADeadLetter() {
    QueueNode one = node();
    one.add(1, 5);
    one.steps.killAfter(4);
    assertThatThrownBy(() -> step(one)).isInstanceOf(Killed.class);

    QueueNode two = new QueueNode(store, sums, policy.withAttempts(1), time);
    two.add(1, 7);
    ledger.refuse(1, true);
    time.advance(LEASE);
    two.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 5L));
    assertThat(store.deadLetters("q", LEASE).list(10))
        .extracting(DeadLetter::value)
        .containsExactly("7");
  }

  private static void step(QueueNode node) {
    node.round();
  }

  @Test
  void refusedBatch_isTriedAsAWhole_thenApart_andOnlyTheRefusedKeyIsDead() {
    QueueNode node = node();
    node.addAll(ones(3, 3));
    ledger.refuse(2, true);

    node.round();
    time.advance(Duration.ofMillis(100));
    node.round();
    assertThat(ledger.sums()).as("no attempt is a success").isEmpty();
    time.advance(Duration.ofMillis(200));
    node.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 3L, 3, 3L));
    List<DeadLetter> letters = store.deadLetters("q", LEASE).list(10);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).key()).isEqualTo("2");
    assertThat(letters.get(0).value()).isEqualTo("3");
    assertThat(letters.get(0).writes()).isEqualTo(3);
    assertThat(letters.get(0).cause())
        .isEqualTo("java.lang.IllegalStateException: a key is refused");
    assertThat(node.stats().deadLetters()).isEqualTo(1);
    assertThat(store.length("q", 1, LEASE)).isZero();
  }

  @Test
  void databaseThatIsAway_makesNoDeadLetters_howeverLong() {
    QueueNode node = node();
    node.add(1, 1);
    ledger.away(true);

    for (int i = 0; i < 20; i++) {
      node.round();
      time.advance(Duration.ofMillis(300));
    }
    assertThat(node.stats().failures()).isEqualTo(20);
    assertThat(store.deadLetters("q", LEASE).list(1)).isEmpty();

    ledger.away(false);
    node.round();
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 1L));
  }

  @Test
  void failingBatch_isTriedLaterAndLater() {
    QueueNode node = node();
    node.add(1, 1);
    ledger.away(true);

    assertThat(node.round()).isBetween(Duration.ofMillis(75), Duration.ofMillis(100));
    time.advance(Duration.ofMillis(100));
    assertThat(node.round()).isBetween(Duration.ofMillis(150), Duration.ofMillis(200));
    time.advance(Duration.ofMillis(200));
    assertThat(node.round()).isBetween(Duration.ofMillis(225), Duration.ofMillis(300));
    time.advance(Duration.ofMillis(300));
    assertThat(node.round()).isBetween(Duration.ofMillis(225), Duration.ofMillis(300));
  }

  @Test
  void coalescingThatFails_isForEntriesOneByOne() {
    WriteBehind<Integer, Long> exact =
        WriteBehind.coalescing("q", Integer.class, Long.class, Math::addExact, ledger);
    QueueNode node = new QueueNode(store, exact, policy.withAttempts(1), time);
    node.addAll(
        List.of(new QueuedWrite<>(1, Long.MAX_VALUE), new QueuedWrite<>(1, Long.MAX_VALUE)));

    node.round();

    assertThat(ledger.written(1)).containsExactly(Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(store.deadLetters("q", LEASE).list(1)).isEmpty();
  }

  @Test
  void coalescingThatFails_makesDeadLettersOneByOne() {
    WriteBehind<Integer, Long> exact =
        WriteBehind.coalescing("q", Integer.class, Long.class, Math::addExact, ledger);
    QueueNode node = new QueueNode(store, exact, policy.withAttempts(1), time);
    ledger.refuse(1, true);
    node.addAll(
        List.of(new QueuedWrite<>(1, Long.MAX_VALUE), new QueuedWrite<>(1, Long.MAX_VALUE)));

    node.round();

    assertThat(store.deadLetters("q", LEASE).list(10))
        .extracting(DeadLetter::writes)
        .containsExactly(1L, 1L);
    assertThat(store.length("q", 1, LEASE)).isZero();
  }

  @Test
  void entryOfOtherTypes_isADeadLetter_andTheOthersAreWritten() {
    QueueNode node = node();
    node.add(1, 1);
    store.corrupt("q", 0, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    node.add(1, 1);

    node.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 2L));
    assertThat(store.deadLetters("q", LEASE).list(10))
        .extracting(DeadLetter::cause)
        .containsExactly(
            "dev.twofold.error.UndecodableException: the types of keys and values were others");
  }

  @Test
  void tooManyDeadLetters_holdThePartition_untilTheyAreGone() {
    QueueNode node = new QueueNode(store, sums, policy.withLength(2).withAttempts(1), time);
    for (int key = 1; key <= 2; key++) {
      ledger.refuse(key, true);
      node.add(key, 1);
      node.hurriedRound();
    }
    ledger.refuse(3, true);
    node.add(3, 1);
    node.hurriedRound();

    assertThat(store.deadLetters("q", LEASE).list(10)).hasSize(2);
    assertThat(store.length("q", 1, LEASE)).isEqualTo(1);

    assertThat(store.deadLetters("q", LEASE).discard(2)).isEqualTo(2);
    time.advance(Duration.ofSeconds(1));
    node.round();
    assertThat(store.length("q", 1, LEASE)).isZero();
  }

  @Test
  void queueThatIsAway_isLookedAtAgain() {
    QueueNode node = node();
    node.add(1, 1);
    store.fail();
    assertThat(node.round()).isEqualTo(INTERVAL);
    store.recover();
    time.advance(INTERVAL);
    node.round();
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 1L));
  }

  @Test
  void nodeWithFewerPartitions_looksAtThoseOfOthersToo() {
    QueueNode many = new QueueNode(store, sums, policy.withPartitions(8), time);
    many.addAll(ones(100, 1));

    QueueNode few = node();
    for (int i = 0; i < 20; i++) {
      few.hurriedRound();
    }

    assertThat(ledger.sums()).hasSize(100);
    assertThat(store.length("q", 8, LEASE)).isZero();
  }

  @Test
  void queueThatWasLost_beginsANewLife() {
    QueueNode node = node();
    node.add(1, 1);
    node.round();
    store.lose();
    node.add(1, 1);
    node.hurriedRound();
    assertThat(ledger.sums()).isEqualTo(Map.of(1, 2L));
  }

  private WriteBehind<Integer, Long> failing(Error error, AtomicBoolean fails) {
    return WriteBehind.coalescing(
        "q",
        Integer.class,
        Long.class,
        Long::sum,
        batch -> {
          if (fails.get() && batch.keys().contains(2)) {
            throw error;
          }
          ledger.write(batch);
        });
  }

  @Test
  void errorOfAWriter_isARefusal_andTheOthersAreWritten() {
    QueueNode node =
        new QueueNode(
            store,
            failing(new AssertionError("no page"), new AtomicBoolean(true)),
            policy.withAttempts(1),
            time);
    node.addAll(ones(3, 1));

    node.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 1L, 3, 1L));
    assertThat(store.deadLetters("q", LEASE).list(10))
        .extracting(DeadLetter::cause)
        .containsExactly("java.lang.AssertionError: no page");
    assertThat(store.length("q", 1, LEASE)).isZero();
  }

  @Test
  void processWithoutMemory_makesNoDeadLetters() {
    AtomicBoolean fails = new AtomicBoolean(true);
    QueueNode node =
        new QueueNode(
            store,
            failing(new InternalError("no memory, or worse"), fails),
            policy.withAttempts(1),
            time);
    node.addAll(ones(3, 1));
    for (int i = 0; i < 5; i++) {
      node.round();
      time.advance(Duration.ofMillis(300));
    }
    assertThat(store.deadLetters("q", LEASE).list(1)).isEmpty();

    fails.set(false);
    node.round();

    assertThat(ledger.sums()).isEqualTo(Map.of(1, 1L, 2, 1L, 3, 1L));
  }

  /** A value that nobody can look at. */
  record Shy(long value) {
    @Override
    public String toString() {
      throw new IllegalStateException("not shown");
    }
  }

  @Test
  void valueWithoutText_isADeadLetterToo() {
    Burials<Integer, Shy> burials = new Burials<>(shy());
    WriteBatch<Integer, Shy> batch =
        WriteBatch.of(
            "q",
            0,
            "e",
            List.of(new WriteBatch.Entry<>(new EntryId(1, 0), new QueuedWrite<>(1, new Shy(1)))),
            null);

    assertThat(burials.ofRefused(batch, batch, new IllegalStateException("refused")).value())
        .isEqualTo("Shy without a text: IllegalStateException");
  }

  private QueueSetup<Integer, Shy> shy() {
    WriteBehind<Integer, Shy> definition =
        WriteBehind.log("q", Integer.class, Shy.class, batch -> {});
    return new QueueSetup<>(
        definition,
        policy,
        QueueFormat.of(definition),
        store,
        new QueuePartitions(store, "q", policy, () -> 0),
        batch -> {},
        new QueueCounters(),
        new QueueHealth("q"));
  }

  @Test
  void coalescingThatMakesNull_losesNothing() {
    WriteBehind<Integer, Long> broken =
        WriteBehind.coalescing(
            "q", Integer.class, Long.class, QueueConsumerTest::<Long>nothing, ledger);
    QueueNode node = new QueueNode(store, broken, policy.withAttempts(1), time);
    node.addAll(List.of(new QueuedWrite<>(1, 1L), new QueuedWrite<>(1, 2L)));

    node.round();

    assertThat(ledger.written(1)).containsExactly(1L, 2L);
  }

  @SuppressWarnings({"NullAway", "unused"}) // against the contract
  private static <T> T nothing(T earlier, T later) {
    return null;
  }

  @Test
  void writerThatFailsOnceTheEngineIsGone_makesNoDeadLetters() {
    QueueNode node = new QueueNode(store, sums, policy.withAttempts(1), time);
    node.add(1, 1);
    ledger.refuse(1, true);
    node.abandon();

    node.round();

    assertThat(store.deadLetters("q", LEASE).list(1)).isEmpty();
    assertThat(store.length("q", 1, LEASE)).isEqualTo(1);
  }

  /**
   * Of two partitions that were looked at together, the second waits for the batch of the first.
   */
  @Test
  void slowBatch_isFollowedByALookThatRenewsTheLease_soThatNobodyWritesBeside() {
    AtomicBoolean overtaken = new AtomicBoolean();
    QueuePolicy two = policy.withPartitions(2);
    QueueNode other = new QueueNode(store, sums, two, time);
    WriteBehind<Integer, Long> slow =
        WriteBehind.coalescing(
            "q",
            Integer.class,
            Long.class,
            Long::sum,
            batch -> {
              ledger.write(batch);
              time.advance(LEASE.multipliedBy(2).dividedBy(3));
              long before = ledger.transactions();
              other.hurriedRound();
              overtaken.compareAndSet(false, ledger.transactions() > before);
            });
    QueueNode node = new QueueNode(store, slow, two, time);
    node.addAll(ones(20, 1));

    for (int i = 0; i < 6; i++) {
      node.hurriedRound();
    }

    assertThat(overtaken).isFalse();
    assertThat(ledger.sums()).hasSize(20);
    assertThat(store.length("q", 2, LEASE)).isZero();
  }
}
