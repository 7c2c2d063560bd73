package dev.twofold.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.WriteRefusedException;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.settings.WhenFull;
import dev.twofold.settings.WhenUnavailable;
import dev.twofold.testing.InMemoryQueueStore;
import dev.twofold.testing.ManualTime;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBehind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppenderTest {

  private static final Duration ANY = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final InMemoryQueueStore store = new InMemoryQueueStore(time);
  private final Ledger ledger = new Ledger();
  private final WriteBehind<Integer, Long> sums =
      WriteBehind.coalescing("q", Integer.class, Long.class, Long::sum, ledger);

  private QueueNode node(QueuePolicy policy) {
    return new QueueNode(store, sums, policy, time);
  }

  private static List<QueuedWrite<Integer, Long>> ones(int keys) {
    return IntStream.range(0, keys).mapToObj(key -> new QueuedWrite<>(key, 1L)).toList();
  }

  private static QueuePolicy full(WhenFull whenFull) {
    return QueuePolicy.DEFAULT.withPartitions(1).withLength(10).withWhenFull(whenFull);
  }

  @Test
  void fullQueue_refuses_namingWhatIsNotQueued() {
    QueueNode node = node(full(WhenFull.REFUSE));

    assertThatThrownBy(() -> node.addAll(ones(12)))
        .isInstanceOfSatisfying(
            WriteRefusedException.class,
            e -> {
              assertThat(e.queue()).isEqualTo("q");
              assertThat(e.keys()).isEqualTo(List.of(10, 11));
            })
        .hasMessage(
            "2 writes to queue 'q' are refused: there is no room in partitions of 10 entries");
    assertThat(store.length("q", 1, ANY)).isEqualTo(10);
    assertThat(node.stats().queued()).isEqualTo(10);
    assertThat(node.stats().refused()).isEqualTo(2);
  }

  @Test
  void fullQueue_waitsAsLongAsItIsSetTo_thenRefuses() {
    QueueNode node = node(full(WhenFull.WAIT).withFullWait(Duration.ofSeconds(3)));
    Instant start = time.instant();

    assertThatThrownBy(() -> node.addAll(ones(11)))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessage(
            "1 writes to queue 'q' are refused: there is no room in partitions of 10 entries, also"
                + " after 3000 ms");
    assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void fullQueue_writesTheRestAtOnce_coalesced() {
    QueueNode node = node(full(WhenFull.WRITE));
    node.addAll(ones(10));

    node.addAll(List.of(new QueuedWrite<>(1, 2L), new QueuedWrite<>(1, 3L)));

    assertThat(ledger.written(1)).containsExactly(5L);
    assertThat(node.stats().direct()).isEqualTo(2);
    assertThat(node.madeStale).hasSize(1);
  }

  @Test
  void silentQueue_writesAtOnce() {
    QueueNode node = node(QueuePolicy.DEFAULT);
    store.fail();
    node.addAll(ones(3));
    assertThat(ledger.sums()).isEqualTo(Map.of(0, 1L, 1, 1L, 2, 1L));
    assertThat(node.stats().unavailable()).isEqualTo(1);
  }

  @Test
  void silentQueue_refuses_whereItIsSetTo() {
    QueueNode node = node(QueuePolicy.DEFAULT.withWhenUnavailable(WhenUnavailable.REFUSE));
    store.fail();
    assertThatThrownBy(() -> node.addAll(ones(3)))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessage("3 writes to queue 'q' are refused: it does not answer");
    assertThat(ledger.sums()).isEmpty();
  }

  @Test
  void silentQueue_isAskedByNobody_onceItsCircuitIsOpen() {
    QueueNode node = node(QueuePolicy.DEFAULT);
    store.fail();
    for (int i = 0; i < 100; i++) {
      node.add(1, 1);
    }
    assertThat(node.stats().unavailable()).isEqualTo(5);

    store.recover();
    time.advance(Duration.ofSeconds(2));
    node.add(1, 1);
    assertThat(node.stats().queued()).isEqualTo(1);
  }

  @Test
  void databaseThatRefusesWhatIsWrittenAtOnce_isTheCauseOfTheRefusal() {
    QueueNode node = node(QueuePolicy.DEFAULT);
    store.fail();
    ledger.refuse(1, true);
    assertThatThrownBy(() -> node.add(1, 1))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessage(
            "1 writes to queue 'q' are refused: the database has not taken those that were to be"
                + " written at once")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void writesInNumbers_goInSeveralTrips_andKeepTheirOrder() {
    WriteBehind<Integer, Long> log = WriteBehind.log("q", Integer.class, Long.class, ledger);
    QueueNode node = new QueueNode(store, log, QueuePolicy.DEFAULT, time);
    List<QueuedWrite<Integer, Long>> writes =
        IntStream.range(0, 12_000).mapToObj(i -> new QueuedWrite<>(i % 3, (long) i)).toList();

    node.addAll(writes);
    while (store.length("q", 4, ANY) > 0) {
      node.hurriedRound();
    }

    for (int key = 0; key < 3; key++) {
      assertThat(ledger.written(key)).hasSize(4_000).isSorted();
    }
  }

  @Test
  void writeThatIsTooLarge_isRefused_andNothingIsQueued() {
    WriteBehind<String, String> texts =
        WriteBehind.log("texts", String.class, String.class, batch -> {});
    QueueFormat<String, String> format = QueueFormat.of(texts);
    assertThatThrownBy(() -> format.encode(new QueuedWrite<>("key", "x".repeat(1 << 20))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a write to queue 'texts' has ")
        .hasMessageEndingWith(" bytes; allowed: 1048576");
  }
}
