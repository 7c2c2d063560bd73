package dev.twofold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.write.DeadLetter;
import dev.twofold.write.EntryId;
import dev.twofold.write.store.QueueStore;
import dev.twofold.write.store.QueueStore.Append;
import dev.twofold.write.store.QueueStore.Appended;
import dev.twofold.write.store.QueueStore.Burial;
import dev.twofold.write.store.QueueStore.Buried;
import dev.twofold.write.store.QueueStore.Lease;
import dev.twofold.write.store.QueueStore.Take;
import dev.twofold.write.store.QueueStore.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link QueueStore} must do. Each test gets an empty one. */
public abstract class QueueStoreContract {

  private static final String QUEUE = "views";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration BUDGET = Duration.ofSeconds(5);

  /** The store of a test. */
  protected abstract QueueStore store();

  /** Lets time pass; a store by a real clock need not do anything. */
  protected abstract void pass(Duration time);

  private Appended append(int partition, int length, String... entries) {
    List<byte[]> contents = List.of(entries).stream().map(entry -> entry.getBytes(UTF_8)).toList();
    return store().append(QUEUE, List.of(new Append(partition, contents, length)), BUDGET).get(0);
  }

  private Taken take(String owner, Duration lease) {
    return store().take(QUEUE, new Take(owner, List.of(0), 100, lease), BUDGET).get(0);
  }

  private static Lease lease(Taken taken) {
    return Objects.requireNonNull(taken.lease());
  }

  private static List<String> texts(Taken taken) {
    return taken.entries().stream().map(entry -> new String(entry.content(), UTF_8)).toList();
  }

  private static EntryId id(Taken taken, int index) {
    return taken.entries().get(index).id();
  }

  private static Burial burial(String content, EntryId... entries) {
    return new Burial(List.of(entries), content.getBytes(UTF_8), "7", "value", "cause", "place");
  }

  @Test
  void register_keepsTheLargest() {
    assertThat(store().register(QUEUE, 4, BUDGET)).isEqualTo(4);
    assertThat(store().register(QUEUE, 2, BUDGET)).isEqualTo(4);
    assertThat(store().register(QUEUE, 8, BUDGET)).isEqualTo(8);
  }

  @Test
  void append_keepsTheOrder_andIdsGrow() {
    assertThat(append(0, 10, "a", "b")).isEqualTo(Appended.QUEUED);
    assertThat(append(0, 10, "c")).isEqualTo(Appended.QUEUED);

    Taken taken = take("one", HOUR);

    assertThat(texts(taken)).containsExactly("a", "b", "c");
    assertThat(taken.length()).isEqualTo(3);
    assertThat(id(taken, 0)).isLessThan(id(taken, 1));
    assertThat(id(taken, 1)).isLessThan(id(taken, 2));
  }

  @Test
  void append_beyondTheLength_appendsNothing() {
    assertThat(append(0, 3, "a", "b")).isEqualTo(Appended.QUEUED);
    assertThat(append(0, 3, "c", "d")).isEqualTo(Appended.FULL);
    assertThat(append(0, 3, "c")).isEqualTo(Appended.QUEUED);
    assertThat(append(1, 3, "c")).as("another partition").isEqualTo(Appended.QUEUED);
    assertThat(store().length(QUEUE, 2, BUDGET)).isEqualTo(4);
  }

  @Test
  void take_readsTheOldest_andLeavesThem() {
    append(0, 1_000, IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new));

    Taken taken = store().take(QUEUE, new Take("one", List.of(0), 250, HOUR), BUDGET).get(0);

    assertThat(texts(taken))
        .isEqualTo(IntStream.range(0, 250).mapToObj(Integer::toString).toList());
    assertThat(take("one", HOUR).length()).isEqualTo(500);
  }

  @Test
  void take_ofWhatAnotherOwns_findsNothing_untilTheLeaseEnds() {
    append(0, 10, "a");
    Lease first = lease(take("one", SHORT));

    pass(SHORT);
    await().until(() -> take("two", HOUR).lease() != null);

    Taken taken = take("two", HOUR);
    assertThat(texts(taken)).containsExactly("a");
    assertThat(lease(taken).fence()).isGreaterThan(first.fence());
    assertThat(lease(taken).epoch()).isEqualTo(first.epoch());
    assertThat(take("one", HOUR)).isEqualTo(new Taken(0, null, List.of(), 1));
    assertThat(store().acknowledge(first, HOUR, id(taken, 0), BUDGET)).isFalse();
    assertThat(store().bury(first, HOUR, List.of(burial("a", id(taken, 0))), 10, BUDGET))
        .isEqualTo(Buried.LOST);
    assertThat(store().length(QUEUE, 1, BUDGET)).isEqualTo(1);
  }

  @Test
  void take_byItsOwner_keepsTheLease() {
    Lease first = lease(take("one", HOUR));
    assertThat(lease(take("one", HOUR))).isEqualTo(first);
  }

  @Test
  void release_letsOthersOwnItAtOnce() {
    Lease first = lease(take("one", HOUR));
    store().release(QUEUE, "two", List.of(0), BUDGET);
    assertThat(take("two", HOUR).lease()).as("only the owner gives up").isNull();
    store().release(QUEUE, "one", List.of(0), BUDGET);
    assertThat(lease(take("two", HOUR)).fence()).isGreaterThan(first.fence());
  }

  @Test
  void acknowledge_removesEverythingUpToAnEntry() {
    append(0, 10, "a", "b", "c");
    Taken taken = take("one", HOUR);

    assertThat(store().acknowledge(lease(taken), HOUR, id(taken, 1), BUDGET)).isTrue();

    assertThat(texts(take("one", HOUR))).containsExactly("c");
  }

  @Test
  void bury_movesEntries_andShowsThem() {
    store().register(QUEUE, 1, BUDGET);
    append(0, 10, "a", "b", "c");
    Taken taken = take("one", HOUR);

    assertThat(
            store()
                .bury(
                    lease(taken),
                    HOUR,
                    List.of(burial("ac", id(taken, 0), id(taken, 2))),
                    1,
                    BUDGET))
        .isEqualTo(Buried.DONE);

    assertThat(texts(take("one", HOUR))).containsExactly("b");
    List<DeadLetter> letters = store().deadLetters(QUEUE, BUDGET).list(10);
    assertThat(letters).hasSize(1);
    DeadLetter letter = letters.get(0);
    assertThat(List.of(letter.key(), letter.value(), letter.cause(), letter.place()))
        .containsExactly("7", "value", "cause", "place");
    assertThat(letter.partition()).isZero();
    assertThat(letter.writes()).isEqualTo(2);
    assertThat(store().bury(lease(taken), HOUR, List.of(burial("b", id(taken, 1))), 1, BUDGET))
        .isEqualTo(Buried.FULL);
    assertThat(texts(take("one", HOUR))).containsExactly("b");
  }

  @Test
  void bury_ofWhatIsGone_keepsNothing() {
    store().register(QUEUE, 1, BUDGET);
    append(0, 10, "a");
    Taken taken = take("one", HOUR);
    List<Burial> burials = List.of(burial("a", id(taken, 0)));

    assertThat(store().bury(lease(taken), HOUR, burials, 10, BUDGET)).isEqualTo(Buried.DONE);
    assertThat(store().bury(lease(taken), HOUR, burials, 10, BUDGET)).isEqualTo(Buried.DONE);

    assertThat(store().deadLetters(QUEUE, BUDGET).list(10)).hasSize(1);
  }

  @Test
  void replay_putsTheOldestAtTheEnd_soManyAtMost() {
    store().register(QUEUE, 1, BUDGET);
    append(0, 10, "a", "b", "c");
    Taken taken = take("one", HOUR);
    store()
        .bury(
            lease(taken),
            HOUR,
            List.of(burial("a", id(taken, 0)), burial("b", id(taken, 1))),
            10,
            BUDGET);

    assertThat(store().deadLetters(QUEUE, BUDGET).replay(1)).isEqualTo(1);

    assertThat(texts(take("one", HOUR))).containsExactly("c", "a");
    assertThat(store().deadLetters(QUEUE, BUDGET).replay(10)).isEqualTo(1);
    assertThat(store().deadLetters(QUEUE, BUDGET).list(10)).isEmpty();
  }

  @Test
  void discard_deletesTheOldest_soManyAtMost() {
    store().register(QUEUE, 1, BUDGET);
    append(0, 10, "a", "b");
    Taken taken = take("one", HOUR);
    store()
        .bury(
            lease(taken),
            HOUR,
            List.of(burial("a", id(taken, 0)), burial("b", id(taken, 1))),
            10,
            BUDGET);

    assertThat(store().deadLetters(QUEUE, BUDGET).discard(1)).isEqualTo(1);
    assertThat(store().deadLetters(QUEUE, BUDGET).list(10)).hasSize(1);
    assertThat(store().length(QUEUE, 1, BUDGET)).isZero();
  }
}
