package dev.twofold.internal.near;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.near.KeptState.KeptRegion;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.near.NearEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContinuationTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Moment ONE = new Moment("1-a", 5);
  private static final Moment TWO = new Moment("2-b", 6);
  private static final Vintages.Marks MARKS =
      new Vintages.Marks(40, 7, Map.of("app:Books", 8L), Map.of("red", 9L), List.of(0L, 10L));
  private static final KeptRegion BOOKS = new KeptRegion("policy", 11, new long[] {0, 12, 0});

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  private Continuation continuation(byte @Nullable [] note) {
    return new Continuation(note, "app", 2, now::get);
  }

  private byte[] note() {
    Continuation first = continuation(null);
    first.follows(0, ONE, NOON, Duration.ZERO);
    first.follows(1, TWO, NOON, Duration.ZERO);
    first.open();
    return requireNonNull(first.note(List.of(ONE, TWO), MARKS, Map.of("books", BOOKS)));
  }

  private static NearEntry entry(long vintage, long deadline) {
    return new NearEntry(null, new byte[1], vintage, deadline, Set.of());
  }

  @Test
  void note_nothingHappenedSince_nothingHasChanged() {
    Continuation next = continuation(note());

    next.follows(0, ONE, NOON, Duration.ZERO);
    next.follows(1, TWO, NOON, Duration.ZERO);

    assertThat(next.changed()).isEmpty();
    assertThat(next.isOpen()).isFalse();
    next.open();
    assertThat(next.isOpen()).isTrue();
  }

  @Test
  void changed_whatMovedOrWasNotToldOrMissed() {
    byte[] note = note();
    Continuation moved = continuation(note);
    moved.follows(0, new Moment("1-a", 6), NOON, Duration.ZERO);
    moved.follows(1, TWO, NOON, Duration.ZERO);
    assertThat(moved.changed()).containsExactly(0);

    Continuation otherLife = continuation(note);
    otherLife.follows(0, ONE, NOON, Duration.ZERO);
    otherLife.follows(1, new Moment("3-b", 6), NOON, Duration.ZERO);
    assertThat(otherLife.changed()).containsExactly(1);

    Continuation missed = continuation(note);
    missed.follows(0, ONE, NOON, Duration.ZERO);
    missed.missed(0);
    assertThat(missed.changed()).containsExactly(0, 1);
  }

  @Test
  void vintages_goOnBeyondAnythingOfTheEarlierRun() {
    Vintages vintages = continuation(note()).vintages();

    assertThat(vintages.capture()).isGreaterThan(1L << 32);
    assertThat(vintages.marks().loaders()).isEqualTo(MARKS.loaders());
    assertThat(vintages.marks().tags()).isEqualTo(MARKS.tags());
    assertThat(vintages.marks().everything()).isEqualTo(7);
    assertThat(vintages.marks().partitions()).containsExactly(0L, 10L);
  }

  @Test
  void region_onlyUnderTheSamePolicy() {
    Continuation next = continuation(note());

    assertThat(next.region("books", "policy"))
        .satisfies(
            region -> {
              assertThat(region.everything()).isEqualTo(11);
              assertThat(region.marks()).containsExactly(0, 12, 0);
            });
    assertThat(next.region("books", "another")).isNull();
    assertThat(next.region("films", "policy")).isNull();
  }

  @Test
  void understood_deadlinesAreCarriedOverByTheClockOfTheTier_neverLater() {
    long start = now.get();
    byte[] note = note();
    now.set(1_000_000_000_000L);
    Continuation next = continuation(note);
    next.follows(0, ONE, NOON.plusSeconds(10), Duration.ofMillis(20));
    next.open();

    NearEntry kept = next.understood(entry(40, start + Duration.ofSeconds(30).toNanos()));

    assertThat(requireNonNull(kept).deadline() - now.get())
        .isEqualTo(Duration.ofSeconds(20).minusMillis(21).toNanos());
  }

  @Test
  void understood_entryOfThisRunOrDecoded_isAsItIs() {
    Continuation next = continuation(note());
    next.follows(0, ONE, NOON.plusSeconds(10), Duration.ZERO);
    NearEntry own = entry(next.vintages().capture(), 5);
    NearEntry decoded = entry(40, 5).decoded("decoded");

    assertThat(next.understood(own)).isSameAs(own);
    assertThat(next.understood(decoded)).isSameAs(decoded);
  }

  @Test
  void understood_runBeyondThoseThatAreRemembered_isForgotten() {
    byte[] note = note();
    for (int run = 0; run < 64; run++) {
      Continuation next = continuation(note);
      next.follows(0, ONE, NOON, Duration.ZERO);
      assertThat(next.understood(entry(40, 5))).isNotNull();
      Vintages.Marks marks = next.vintages().marks();
      note = requireNonNull(next.note(List.of(ONE, TWO), marks, Map.of("books", BOOKS)));
    }
    Continuation last = continuation(note);
    last.follows(0, ONE, NOON, Duration.ZERO);

    assertThat(last.understood(entry(40, 5))).isNull();
  }

  @Test
  void note_ofAnotherApplicationOrCutShortOrOfOtherPartitions_isNone() {
    byte[] note = note();
    byte[] cut = Arrays.copyOf(note, note.length - 1);

    assertThat(new Continuation(note, "other", 2, now::get).region("books", "policy")).isNull();
    assertThat(new Continuation(note, "app", 64, now::get).region("books", "policy")).isNull();
    assertThat(continuation(cut).region("books", "policy")).isNull();
    assertThat(continuation(new byte[] {9, 9, 9, 9}).region("books", "policy")).isNull();
    assertThat(continuation(new byte[0]).vintages().capture()).isZero();
  }

  @Test
  void note_tierThatSaysNothing_isNone() {
    Continuation silent = continuation(null);
    silent.open();

    assertThat(silent.note(List.of(ONE, TWO), MARKS, Map.of())).isNull();

    silent = continuation(null);
    silent.follows(0, ONE, NOON, Duration.ZERO);
    assertThat(silent.note(List.of(), MARKS, Map.of())).isNull();
  }

  @Test
  void follows_nothingKnownOfAPartition_isNeverTheSame() {
    Continuation first = continuation(null);
    first.follows(0, ONE, NOON, Duration.ZERO);
    byte[] note =
        requireNonNull(first.note(List.of(ONE, FillRight.UNKNOWN), MARKS, Map.of("books", BOOKS)));
    Continuation next = continuation(note);
    next.follows(0, ONE, NOON, Duration.ZERO);
    next.follows(1, FillRight.UNKNOWN, NOON, Duration.ZERO);

    assertThat(next.changed()).containsExactly(1);
  }
}
