package dev.twofold.checker.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.Event.CommitReturned;
import dev.twofold.checker.history.Event.Delivered;
import dev.twofold.checker.history.Event.Heartbeat;
import dev.twofold.checker.history.Event.Read;
import dev.twofold.checker.history.Event.WriteBegun;
import dev.twofold.checker.history.Event.WriteEnded;
import dev.twofold.checker.history.Violation.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Histories by hand. Times are in milliseconds after the start. */
class HistoryTest {

  private static final int WRITER = 1;
  private static final int OTHER = 2;
  private static final Windows WINDOWS =
      new Windows(Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(10));

  private final long origin = System.nanoTime();
  private final Disturbances disturbances = new Disturbances();
  private final Relapses relapses = new Relapses();
  private final History history = new History(WINDOWS, disturbances, relapses);

  @BeforeEach
  void start() {
    history.initial(
        List.of(
            new Change(new Cell(CellKind.SHOP, 7), new State(1, 0)),
            new Change(new Cell(CellKind.SHOP_ITEMS, 7), new State(1, 1)),
            new Change(new Cell(CellKind.VAULT, 7), new State(1, 0)),
            new Change(new Cell(CellKind.ITEM, 7), new State(1, State.ABSENT))));
    history.joined(WRITER);
    history.joined(OTHER);
  }

  private long at(long millis) {
    return origin + TimeUnit.HOURS.toNanos(1) + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Transaction 10 writes version 2 of the cell; its commit begins at 1000. */
  private void write(CellKind kind, long content) {
    history.tell(
        WRITER,
        new WriteBegun(
            10, "test", at(1_000), List.of(new Change(new Cell(kind, 7), new State(2, content)))));
  }

  private void end(Outcome outcome) {
    history.tell(WRITER, new WriteEnded(10, outcome, at(1_010)));
  }

  private void read(int node, View view, State seen, long start) {
    history.tell(node, new Read(view, 7, seen, at(start), at(start + 5), Occasion.REQUEST));
  }

  private List<Rule> found() {
    history.tell(WRITER, new Heartbeat(at(1_000_000)));
    history.tell(OTHER, new Heartbeat(at(1_000_000)));
    return history.report().explained().stream().map(Violation::rule).toList();
  }

  @Nested
  class Available {

    @Test
    void oldValueBeforeTheCommit_isRight() {
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 900);
      assertThat(found()).isEmpty();
    }

    @Test
    void oldValueWhileTheWriteIsNotFinished_isRight() {
      write(CellKind.SHOP, 10);
      history.tell(WRITER, new CommitReturned(10, at(1_003)));
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 1_005);
      assertThat(found()).isEmpty();
    }

    @Test
    void oldValueOutOfRedisAfterwards_isStale() {
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 1_011);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void oldValueOfAnotherNearTier_isRightWithinTheWindowAndCounted() {
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW, new State(1, 0), 1_109);
      assertThat(found()).isEmpty();
      assertThat(history.report().lines())
          .contains(
              "late answers of near tiers in peace: 1 of 1, p50 99.00 ms, p90 99.00 ms, p99 99.00"
                  + " ms, max 99.00 ms",
              "late answers of near tiers just disturbed: none of 0");
    }

    @Test
    void oldValueOfAnotherNearTier_isStaleAfterTheWindow() {
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW, new State(1, 0), 1_111);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void disturbedNode_hasALongerWindow() {
      disturbances.of(OTHER);
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW, new State(1, 0), 1_309);
      assertThat(found()).isEmpty();
    }

    @Test
    void oldValueOfTheOwnNearTier_isStaleAtOnce() {
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(WRITER, View.SHOP_ROW, new State(1, 0), 1_011);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void unconfirmedWrite_isKnownAtHomeOnly() {
      write(CellKind.SHOP, 10);
      end(Outcome.UNCONFIRMED);
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 5_000);
      read(WRITER, View.SHOP_ROW_FAR, new State(1, 0), 5_000);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void unconfirmedWrite_isKnownEverywhereOnceDelivered() {
      write(CellKind.SHOP, 10);
      end(Outcome.UNCONFIRMED);
      history.tell(WRITER, new Delivered(at(2_000)));
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 1_999);
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 2_001);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void valueOfAnUnfinishedWrite_mayBeSeen() {
      write(CellKind.SHOP, 10);
      read(OTHER, View.SHOP_ROW_FAR, new State(2, 10), 1_001);
      assertThat(found()).isEmpty();
    }

    @Test
    void valueBeforeItsCommit_isTooEarly() {
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.SHOP_ROW_FAR, new State(2, 10), 900);
      assertThat(found()).containsExactly(Rule.TOO_EARLY);
    }

    @Test
    void valueThatWasRolledBack_wasNeverCommitted() {
      write(CellKind.SHOP, 10);
      end(Outcome.ROLLED_BACK);
      read(OTHER, View.SHOP_ROW_FAR, new State(2, 10), 2_000);
      assertThat(found()).containsExactly(Rule.NEVER_COMMITTED);
    }

    @Test
    void readThatIsToldBeforeTheWrite_isCheckedAfterIt() {
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), 1_011);
      history.tell(OTHER, new Heartbeat(at(3_000)));
      assertThat(history.report().violations()).isZero();
      write(CellKind.SHOP, 10);
      end(Outcome.CONFIRMED);
      assertThat(found()).containsExactly(Rule.STALE);
    }
  }

  @Nested
  class WithoutVersion {

    @Test
    void absenceAfterAnInsert_isStale() {
      write(CellKind.ITEM, 10);
      end(Outcome.CONFIRMED);
      read(OTHER, View.ITEM_ROW_FAR, State.NOTHING, 1_005);
      read(OTHER, View.ITEM_ROW_FAR, State.NOTHING, 1_011);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void countOfAnOlderList_isStale() {
      write(CellKind.SHOP_ITEMS, 3);
      end(Outcome.CONFIRMED);
      read(WRITER, View.ITEM_COUNT, State.ofContent(3), 1_011);
      read(WRITER, View.ITEM_COUNT, State.ofContent(1), 1_011);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void listWithoutItsSign_isRightOnlyWhileItIsReplaced() {
      write(CellKind.SHOP_ITEMS, 3);
      end(Outcome.CONFIRMED);
      read(WRITER, View.ITEM_LIST, State.REPLACED, 1_005);
      read(WRITER, View.ITEM_LIST, State.REPLACED, 1_011);
      assertThat(found()).containsExactly(Rule.STALE);
    }
  }

  @Nested
  class Strict {

    @Test
    void oldValueAfterSomebodyHasSeenTheNewOne_isStale() {
      write(CellKind.VAULT, 10);
      read(OTHER, View.VAULT_ROW, new State(2, 10), 1_001);
      read(OTHER, View.VAULT_ROW, new State(1, 0), 1_004);
      read(OTHER, View.VAULT_ROW, new State(1, 0), 1_007);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void oldValueAfterTheCommitReturned_isStaleWhetherOrNotAnybodyWasTold() {
      write(CellKind.VAULT, 10);
      history.tell(WRITER, new CommitReturned(10, at(1_005)));
      read(OTHER, View.VAULT_ROW, new State(1, 0), 1_004);
      read(OTHER, View.VAULT_ROW, new State(1, 0), 1_006);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    @Test
    void unconfirmedWrite_isKnownEverywhere() {
      write(CellKind.VAULT, 10);
      end(Outcome.UNCONFIRMED);
      read(OTHER, View.VAULT_ROW, new State(1, 0), 1_011);
      assertThat(found()).containsExactly(Rule.STALE);
    }
  }

  @Nested
  class Death {

    @Test
    void committedWriteOfADeadNode_isKnownAtOnceInStrictRegionsOnly() {
      write(CellKind.VAULT, 10);
      history.tell(
          WRITER,
          new WriteBegun(
              11,
              "test",
              at(1_000),
              List.of(new Change(new Cell(CellKind.SHOP, 7), new State(2, 11)))));
      assertThat(history.openTransactions(WRITER)).containsExactlyInAnyOrder(10L, 11L);
      history.died(WRITER, Set.of(10L, 11L));
      read(OTHER, View.VAULT_ROW, new State(1, 0), 1_011);
      long within = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at(0)) + 9_000;
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), within);
      read(OTHER, View.SHOP_ROW_FAR, new State(1, 0), within + 2_000);
      history.tell(OTHER, new Heartbeat(at(1_000_000)));
      assertThat(history.report().explained())
          .extracting(Violation::rule)
          .containsExactly(Rule.STALE, Rule.STALE);
    }

    @Test
    void openWriteOfADeadNode_wasNotCommittedIfTheDatabaseSaysSo() {
      write(CellKind.SHOP, 10);
      history.died(WRITER, Set.of());
      read(OTHER, View.SHOP_ROW_FAR, new State(2, 10), 1_011);
      history.tell(OTHER, new Heartbeat(at(1_000_000)));
      assertThat(history.report().explained())
          .extracting(Violation::rule)
          .containsExactly(Rule.NEVER_COMMITTED);
    }
  }

  @Nested
  class Relapse {

    @Test
    void invalidationThatRedisForgot_needNotBeKnownForAWhile() {
      try (Relapses.Relapse relapse = relapses.begin()) {
        relapse.strikes();
      }
      long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at(0));
      writeAt(now);
      read(OTHER, View.VAULT_ROW, new State(1, 0), now + 100);
      read(OTHER, View.VAULT_ROW, new State(1, 0), now + 400);
      assertThat(found()).containsExactly(Rule.STALE);
      assertThat(history.report().lines())
          .contains("old answers right after Redis went back in time: 1");
    }

    @Test
    void invalidationBefore_mustBeKnown() {
      writeAt(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at(0)) - 100);
      try (Relapses.Relapse relapse = relapses.begin()) {
        relapse.strikes();
      }
      long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at(0));
      read(OTHER, View.VAULT_ROW, new State(1, 0), now + 100);
      assertThat(found()).containsExactly(Rule.STALE);
    }

    private void writeAt(long millis) {
      history.tell(
          WRITER,
          new WriteBegun(
              10,
              "test",
              at(millis),
              List.of(new Change(new Cell(CellKind.VAULT, 7), new State(2, 10)))));
      history.tell(WRITER, new WriteEnded(10, Outcome.CONFIRMED, at(millis + 1)));
    }
  }

  @Test
  void oldValueWhenAllHasComeToRest_isLeftBehind() {
    write(CellKind.SHOP, 10);
    end(Outcome.UNCONFIRMED);
    history.settle(List.of(new Change(new Cell(CellKind.SHOP, 7), new State(2, 10))));
    long now = System.nanoTime();
    history.tell(OTHER, new Read(View.SHOP_ROW, 7, new State(1, 0), now, now + 1, Occasion.LAST));
    history.checkAll();
    assertThat(history.report().explained())
        .extracting(Violation::rule)
        .containsExactly(Rule.LEFT_BEHIND);
  }

  @Test
  void databaseThatHasWhatNobodyWrote_isFound() {
    history.settle(List.of(new Change(new Cell(CellKind.SHOP, 7), new State(5, 5))));
    assertThat(history.report().explained())
        .extracting(Violation::rule)
        .containsExactly(Rule.NEVER_COMMITTED);
  }

  @Test
  void longHistory_isForgottenButNotWhatIsStale() {
    for (int version = 2; version < 500; version++) {
      long time = at(version * 1_000L);
      history.tell(
          WRITER,
          new WriteBegun(
              version,
              "test",
              time,
              List.of(new Change(new Cell(CellKind.SHOP, 7), new State(version, version)))));
      history.tell(WRITER, new WriteEnded(version, Outcome.CONFIRMED, time + 1));
      read(OTHER, View.SHOP_ROW_FAR, new State(version, version), version * 1_000L + 500);
      history.tell(WRITER, new Heartbeat(time + TimeUnit.MILLISECONDS.toNanos(900)));
      history.tell(OTHER, new Heartbeat(time + TimeUnit.MILLISECONDS.toNanos(900)));
    }
    read(OTHER, View.SHOP_ROW_FAR, new State(2, 2), 499_600);
    assertThat(found()).containsExactly(Rule.STALE);
    assertThat(history.report().operations()).isEqualTo(997);
  }
}
