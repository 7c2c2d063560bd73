package dev.twofold.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.invalidation.ManualScheduler;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.Outbox.Search;
import dev.twofold.invalidation.OutboxRow;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.stats.OutboxStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatabaseOutboxTest {

  private static final Region USERS = new Region("users", Consistency.AVAILABLE, Duration.ZERO);
  private static final Invalidation EVERYTHING =
      new Invalidation(Set.of(), Set.of(), Set.of("users", "stories"), Set.of());
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration AGE = Duration.ofSeconds(10);

  private final InMemoryOutbox table = new InMemoryOutbox();
  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<Invalidation> told = new ArrayList<>();
  private int tripsLeft = Integer.MAX_VALUE;
  private DatabaseOutbox outbox;

  @BeforeEach
  void open() {
    outbox =
        new DatabaseOutbox(
            "default",
            table,
            new OutboxSchedule("app", INTERVAL, AGE),
            this::tell,
            () -> EVERYTHING,
            scheduler);
  }

  private boolean tell(Invalidation stale) {
    if (tripsLeft-- <= 0) {
      return false;
    }
    told.add(stale);
    return true;
  }

  private static Invalidation users(int from, int to) {
    return Invalidation.ofKeys(
        IntStream.range(from, to)
            .mapToObj(id -> new StaleKey("app:Users", "" + id, USERS))
            .collect(Collectors.toSet()));
  }

  private OutboxRow leave(Invalidation stale) {
    OutboxRow row = outbox.row(stale);
    table.add(row);
    return row;
  }

  @Nested
  class OwnRows {

    @Test
    void delivered_areDeletedTogetherLater() {
      List<String> one = List.of(leave(users(0, 1)).id());
      List<String> other = List.of(leave(users(1, 2)).id());
      outbox.committed(one, true);
      outbox.committed(other, true);
      assertThat(table.deletes()).isZero();

      scheduler.advance(Duration.ofSeconds(1));
      assertThat(table.ids()).isEmpty();
      assertThat(table.deletes()).isEqualTo(1);
      assertThat(outbox.stats().written()).isEqualTo(2);
    }

    @Test
    void notDelivered_stay() {
      outbox.committed(List.of(leave(users(0, 1)).id()), false);
      scheduler.advance(Duration.ofSeconds(1));

      assertThat(table.ids()).hasSize(1);
      assertThat(outbox.stats().written()).isEqualTo(1);
    }

    @Test
    void thatCannotBeDeleted_areForgotten() {
      table.fail(true);
      outbox.committed(List.of(leave(users(0, 1)).id()), true);
      scheduler.advance(Duration.ofSeconds(1));
      table.fail(false);
      outbox.committed(List.of(leave(users(1, 2)).id()), true);
      scheduler.advance(Duration.ofSeconds(1));

      assertThat(table.ids()).hasSize(1);
    }

    @Test
    void close_deletesWhatWaits() {
      outbox.committed(List.of(leave(users(0, 1)).id()), true);
      outbox.close();

      assertThat(table.ids()).isEmpty();
    }

    @Test
    void rows_haveIdsOfTheirOwn_andNameTheApplication() {
      OutboxRow row = outbox.row(users(0, 1));

      assertThat(row.application()).isEqualTo("app");
      assertThat(row.format()).isEqualTo(1);
      assertThat(row.id()).hasSize(36).isNotEqualTo(outbox.row(users(0, 1)).id());
    }
  }

  @Nested
  class LeftRows {

    @Test
    void atStart_areDeliveredWhateverTheirAge_andThenWhenTheyAreOld() {
      leave(users(0, 1));
      leave(users(1, 2));
      outbox.start();
      scheduler.advance(Duration.ZERO);
      assertThat(told).containsExactly(users(0, 2));
      assertThat(table.ids()).isEmpty();

      scheduler.advance(INTERVAL.multipliedBy(2));
      assertThat(table.searches()).extracting(Search::age).containsExactly(Duration.ZERO, AGE, AGE);
      assertThat(outbox.stats()).isEqualTo(new OutboxStats(0, 2, 0, 0, Duration.ZERO));
    }

    @Test
    void manyKeys_areSeveralTrips() {
      leave(users(0, 1_000));
      leave(users(1_000, 2_000));
      leave(users(2_000, 2_001));
      outbox.start();
      scheduler.advance(Duration.ZERO);

      assertThat(told).containsExactly(users(0, 2_000), users(2_000, 2_001));
    }

    @Test
    void fromATripThatIsNotConfirmed_wait() {
      leave(users(0, 2_000));
      OutboxRow second = leave(users(2_000, 2_001));
      tripsLeft = 1;
      outbox.start();
      scheduler.advance(Duration.ZERO);
      assertThat(table.ids()).containsExactly(second.id());
      assertThat(outbox.stats().delivered()).isEqualTo(1);

      tripsLeft = 1;
      scheduler.advance(INTERVAL);
      assertThat(table.ids()).isEmpty();
    }

    @Test
    void moreThanAreHandedOverAtOnce_areFetchedAtOnce() {
      IntStream.range(0, 450).forEach(id -> leave(users(id, id + 1)));
      outbox.start();
      scheduler.advance(Duration.ZERO);

      assertThat(table.ids()).isEmpty();
      assertThat(table.searches()).hasSize(3);
    }

    @Test
    void undecodable_clearEverything_andAreSetAsideOnceThatIsDone() {
      table.add(new OutboxRow("broken", "app", 1, new byte[] {0x7F}));
      leave(users(0, 1));
      tripsLeft = 0;
      outbox.start();
      scheduler.advance(Duration.ZERO);
      assertThat(outbox.stats().undecodable()).isZero();

      tripsLeft = 1;
      scheduler.advance(INTERVAL);
      assertThat(told).containsExactly(users(0, 1).and(EVERYTHING));
      assertThat(outbox.stats().undecodable()).isEqualTo(1);
      assertThat(outbox.stats().delivered()).isEqualTo(1);
    }

    @Test
    void databaseThatFails_isAskedAgainLater() {
      leave(users(0, 1));
      table.fail(true);
      outbox.start();
      scheduler.advance(Duration.ZERO);
      table.fail(false);
      scheduler.advance(INTERVAL);

      assertThat(table.ids()).isEmpty();
    }

    @Test
    void afterStop_areNotLookedFor() {
      outbox.start();
      scheduler.advance(Duration.ZERO);
      outbox.stop();
      scheduler.advance(INTERVAL.multipliedBy(3));

      assertThat(table.searches()).hasSize(1);
      assertThat(scheduler.waiting()).isZero();
    }
  }
}
