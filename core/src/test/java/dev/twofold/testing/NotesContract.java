package dev.twofold.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.SharedNotes;
import dev.twofold.tier.SharedNotes.Turn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What nodes tell each other through a {@link DistributedTier}. */
abstract class NotesContract extends TierContractFixture {

  private static final String TASK = "warm, {up}: *";

  private SharedNotes one() {
    return requireNonNull(node().notes());
  }

  private SharedNotes two() {
    return requireNonNull(other().notes());
  }

  @Nested
  class Turns {

    private Turn claim(SharedNotes notes) {
      return notes.claim(TASK, HOUR, HOUR, BUDGET);
    }

    @Test
    void claim_isGrantedToOneNode_alsoAgain() {
      assertThat(claim(one())).isEqualTo(new Turn(true, 0, ""));
      assertThat(claim(two())).isEqualTo(new Turn(false, 0, ""));
      assertThat(claim(one())).isEqualTo(new Turn(true, 0, ""));
    }

    @Test
    void claim_ofAnotherTask_isAnother() {
      claim(one());

      assertThat(two().claim("other", HOUR, HOUR, BUDGET).granted()).isTrue();
    }

    @Test
    void claim_afterTheHold_goesOnWhereItWas() {
      one().claim(TASK, BRIEF, HOUR, BUDGET);
      assertThat(one().keep(TASK, "half ü", BRIEF, HOUR, BUDGET)).isTrue();
      elapse(BRIEF);

      await().untilAsserted(() -> assertThat(claim(two())).isEqualTo(new Turn(true, 0, "half ü")));
      assertThat(one().keep(TASK, "more", HOUR, HOUR, BUDGET)).isFalse();
      assertThat(claim(two()).text()).isEqualTo("half ü");
    }

    @Test
    void keep_lengthensTheHold() {
      one().claim(TASK, BRIEF, HOUR, BUDGET);
      one().keep(TASK, "half", HOUR, HOUR, BUDGET);
      elapse(BRIEF);

      assertThat(claim(two()).granted()).isFalse();
    }

    @Test
    void leave_letsTheNextGoOn() {
      claim(one());
      one().leave(TASK, "half", HOUR, BUDGET);

      assertThat(claim(two())).isEqualTo(new Turn(true, 0, "half"));
    }

    @Test
    void finish_letsTheNextBeginAnew_andCounts() {
      claim(one());
      one().keep(TASK, "half", HOUR, HOUR, BUDGET);
      one().finish(TASK, HOUR, BUDGET);

      assertThat(claim(two())).isEqualTo(new Turn(true, 1, ""));
    }

    @Test
    void leaveAndFinish_ofWhoHasNoTurn_doNothing() {
      claim(one());
      two().leave(TASK, "stolen", HOUR, BUDGET);
      two().finish(TASK, HOUR, BUDGET);

      assertThat(claim(one())).isEqualTo(new Turn(true, 0, ""));
    }

    @Test
    void text_isForgottenAfterAWhile() {
      claim(one());
      one().leave(TASK, "half", BRIEF, BUDGET);
      elapse(BRIEF);

      // Each claim is remembered anew.
      await()
          .pollDelay(BRIEF.multipliedBy(2))
          .untilAsserted(() -> assertThat(claim(two()).text()).isEmpty());
    }
  }

  @Nested
  class Boards {

    @Test
    void pin_isSeenByAll_andReplacesOnesOwn() {
      one().pin("board", "first", HOUR, BUDGET);
      two().pin("board", "of two\nü 1 2", HOUR, BUDGET);
      one().pin("board", "second", HOUR, BUDGET);

      assertThat(one().pinned("board", HOUR, BUDGET))
          .containsExactlyInAnyOrder("second", "of two\nü 1 2");
      assertThat(two().pinned("other", HOUR, BUDGET)).isEmpty();
    }

    @Test
    void pinned_isNotOlderThanAsked() {
      one().pin("board", "old", HOUR, BUDGET);
      elapse(BRIEF.multipliedBy(2));

      await().untilAsserted(() -> assertThat(two().pinned("board", BRIEF, BUDGET)).isEmpty());
      two().pin("board", "new", HOUR, BUDGET);
      assertThat(one().pinned("board", HOUR, BUDGET)).contains("new");
    }
  }
}
