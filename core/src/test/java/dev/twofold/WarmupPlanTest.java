package dev.twofold;

import static dev.twofold.WarmupFleet.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.WarmupFleet.Member;
import dev.twofold.WarmupFleet.Words;
import dev.twofold.error.ConfigurationException;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.KeySource;
import dev.twofold.region.NearPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupSchedule;
import dev.twofold.warmup.WarmupState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What plans read, when, and on which node. */
class WarmupPlanTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String WORDS = "words";

  private final WarmupFleet fleet = new WarmupFleet();

  private static WarmupPlan<Long> slowly(WarmupPlan<Long> plan) {
    return plan.keysPerSecond(100);
  }

  private static void assertProgress(
      Member member, WarmupState state, long done, long loaded, long warm) {
    WarmupProgress progress = member.progress(WORDS);
    assertThat(progress.state()).isEqualTo(state);
    assertThat(progress.done()).as("done").isEqualTo(done);
    assertThat(progress.loaded()).as("loaded").isEqualTo(loaded);
    assertThat(progress.warm()).as("warm").isEqualTo(warm);
    assertThat(progress.failed()).as("failed").isZero();
  }

  @Nested
  class OneNode {

    @Test
    void plan_isReadInBatches_andFillsAllTiers() {
      Member node = fleet.planned(plan -> plan);
      fleet.advance(SECOND);

      assertThat(node.words.batchSizes()).isEqualTo(Collections.nCopies(10, 100));
      assertProgress(node, WarmupState.DONE, 1_000, 1_000, 0);
      assertThat(node.progress(WORDS).total()).isEqualTo(1_000);
      assertThat(fleet.tier.contents()).hasSize(1_000);
      assertThat(node.read(1, 1_000)).isEqualTo("asked=1000 near=1000");
    }

    @Test
    void rate_isKept() {
      Member node = fleet.planned(plan -> plan.keysPerSecond(50));
      fleet.work();
      assertThat(node.words.batches()).hasSize(1);

      fleet.advance(Duration.ofMillis(1_900));
      assertThat(node.words.batches()).hasSize(1);
      fleet.advance(Duration.ofMillis(100));
      assertThat(node.words.batches()).hasSize(2);
      assertThat(node.progress(WORDS).percent()).hasValue(20);

      fleet.advance(Duration.ofSeconds(16));
      assertProgress(node, WarmupState.DONE, 1_000, 1_000, 0);
      assertThat(node.progress(WORDS).elapsed()).isEqualTo(Duration.ofSeconds(18));
    }

    @Test
    void observer_isToldOfEachBatch_andTheEnd() {
      Member node = fleet.planned(plan -> plan);
      fleet.advance(SECOND);

      assertThat(node.told).hasSize(10);
      assertThat(node.told).extracting(WarmupProgress::done).startsWith(100L, 200L);
      assertThat(node.told.get(9).state()).isEqualTo(WarmupState.DONE);
    }

    @Test
    void keysWithoutValue_areCounted_andKeysTwiceReadOnce() {
      Member node =
          fleet.member(
              builder ->
                  builder.warmUp(WarmupPlan.of(WORDS, Words.class, List.of(1L, 1L, 2L, 5_000L))));
      fleet.advance(SECOND);

      assertThat(node.words.batchSizes()).containsExactly(3);
      assertThat(node.progress(WORDS).absent()).isEqualTo(1);
      assertThat(node.progress(WORDS).loaded()).isEqualTo(2);
    }

    @Test
    void pause_stopsAfterTheBatch_andResumeGoesOnThere() {
      Member node = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(2_500));
      node.twofold.warmups().pause(WORDS);
      fleet.advance(Duration.ofMinutes(2));

      assertProgress(node, WarmupState.PAUSED, 300, 300, 0);

      node.twofold.warmups().resume(WORDS);
      fleet.advance(Duration.ofSeconds(10));
      assertProgress(node, WarmupState.DONE, 1_000, 1_000, 0);
      assertThat(node.words.batches()).hasSize(10);
    }

    @Test
    void cancel_endsIt_andTheNextStartBeginsAnew() {
      Member node = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(2_500));
      node.twofold.warmups().cancel(WORDS);
      fleet.advance(Duration.ofMinutes(1));

      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.CANCELLED);
      assertThat(node.words.batches()).hasSize(3);

      assertThat(node.twofold.warmups().start(WORDS)).isTrue();
      assertThat(node.twofold.warmups().start(WORDS)).isFalse();
      fleet.advance(Duration.ofSeconds(10));
      assertProgress(node, WarmupState.DONE, 1_000, 700, 300);
    }

    @Test
    void onDemand_isReadWhenSomebodySaysSo() {
      Member node = fleet.planned(plan -> plan.schedule(WarmupSchedule.onDemand()));
      fleet.advance(SECOND);
      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.IDLE);
      assertThat(node.words.batches()).isEmpty();

      assertThat(node.twofold.warmups().start(WORDS)).isTrue();
      fleet.advance(SECOND);
      assertThat(node.words.batches()).hasSize(10);
    }

    @Test
    void schedule_repeatsIt_untilItIsCancelled() {
      Member node =
          fleet.planned(plan -> plan.schedule(WarmupSchedule.every(Duration.ofMinutes(11))));
      fleet.advance(Duration.ofMinutes(12));
      assertThat(node.words.batches()).hasSize(20);

      node.twofold.warmups().cancel(WORDS);
      fleet.advance(Duration.ofMinutes(30));
      assertThat(node.words.batches()).hasSize(20);
    }

    @Test
    void schedule_whilePaused_readsNothing() {
      Member node =
          fleet.planned(plan -> plan.schedule(WarmupSchedule.every(Duration.ofMinutes(11))));
      fleet.advance(SECOND);
      node.twofold.warmups().pause(WORDS);
      fleet.advance(Duration.ofMinutes(12));

      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.PAUSED);
      assertThat(node.words.batches()).hasSize(10);
    }

    @Test
    void unknownName_isRefused() {
      Member node = fleet.planned(plan -> plan);

      assertThatThrownBy(() -> node.twofold.warmups().start("wrods"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no warm-up plan is called 'wrods'; there are: [words]");
    }
  }

  @Nested
  class Failures {

    @Test
    void batchThatFails_isTriedAgain_thenSkippedAndCounted() {
      Member node = fleet.planned(WarmupPlanTest::slowly);
      node.words.behave(
          (keys, truth, context) -> {
            if (keys.contains(150L)) {
              throw new IllegalStateException("no row 150");
            }
            return truth;
          });
      fleet.advance(Duration.ofSeconds(20));

      WarmupProgress progress = node.progress(WORDS);
      assertThat(progress.state()).isEqualTo(WarmupState.DONE);
      assertThat(progress.loaded()).isEqualTo(900);
      assertThat(progress.failed()).isEqualTo(100);
      assertThat(progress.done()).isEqualTo(1_000);
      assertThat(progress.lastFailure()).contains("Words");
      assertThat(node.words.batches().stream().filter(batch -> batch.contains(150L))).hasSize(3);
      assertThat(node.words.batches()).hasSize(12);
    }

    /** They answer requests, but warm nothing. */
    @Test
    void expiredValuesThatStandIn_countAsFailed() {
      fleet.near = NearPolicy.DEFAULT.withGrace(Duration.ofHours(1));
      Member node =
          fleet.member(builder -> builder.warmUp(WarmupPlan.of(WORDS, Words.class, keys(1, 50))));
      fleet.advance(Duration.ofMinutes(15));
      node.words.failWith(new IllegalStateException("no table"));
      node.twofold.warmups().start(WORDS);
      fleet.advance(Duration.ofSeconds(10));

      assertThat(node.progress(WORDS).failed()).isEqualTo(50);
      assertThat(node.progress(WORDS).done()).isEqualTo(50);
      assertThat(node.progress(WORDS).lastFailure())
          .isEqualTo("Words could not load 50 keys, for which expired values stand in");
      assertThat(node.words.batches()).hasSize(1 + 3);
    }

    @Test
    void keysThatCannotBeListed_endIt() {
      KeySource<Long> broken =
          new KeySource<>() {
            @Override
            public Page<Long> page(@Nullable String position, int size, Duration budget) {
              throw new IllegalStateException("no such table");
            }
          };
      Member node =
          fleet.member(builder -> builder.warmUp(WarmupPlan.of(WORDS, Words.class, broken)));
      fleet.advance(Duration.ofSeconds(10));

      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.FAILED);
      assertThat(node.progress(WORDS).lastFailure()).isEqualTo("no such table");
    }

    @Test
    void sourceThatThrowsAnError_endsIt() {
      KeySource<Long> broken =
          (position, size, budget) -> {
            throw new AssertionError("no keys");
          };
      Member node =
          fleet.member(builder -> builder.warmUp(WarmupPlan.of(WORDS, Words.class, broken)));
      fleet.advance(Duration.ofSeconds(10));

      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.FAILED);
      assertThat(node.progress(WORDS).lastFailure())
          .isEqualTo("the source of the keys has thrown java.lang.AssertionError");
    }

    @Test
    void sharedTierThatFails_holdsIt_untilItAnswers() {
      Member node = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(1_500));
      node.flaky.fail();
      for (int i = 0; i < 10; i++) {
        node.read(999, 999);
      }
      int loads = node.words.batches().size();
      fleet.advance(Duration.ofSeconds(20));

      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.HELD);
      assertThat(node.words.batches().subList(loads, node.words.batches().size()))
          .as("one key at a time, to see whether it answers")
          .allMatch(keys -> keys.size() == 1);

      node.flaky.recover();
      fleet.advance(Duration.ofSeconds(20));
      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.DONE);
      assertThat(node.progress(WORDS).done()).isEqualTo(1_000);
      assertThat(node.progress(WORDS).failed()).isZero();
    }

    /** What is read then would not stay near. */
    @Test
    void nodeThatDoesNotHearOthers_isHeld_andReadsNothing() {
      Member node = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(1_500));
      node.flaky.listening(false);
      fleet.advance(Duration.ofMinutes(1));
      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.HELD);
      assertThat(node.words.batches()).hasSize(2);

      node.flaky.listening(true);
      fleet.advance(Duration.ofSeconds(10));
      assertThat(node.progress(WORDS).state()).isEqualTo(WarmupState.DONE);
      assertThat(node.words.batches()).hasSize(10);
    }

    @Test
    void close_leavesNothingRunning() {
      Member node = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(2_500));
      node.close();

      assertThat(node.scheduler.waiting()).isZero();
      assertThat(node.twofold.warmups().start(WORDS)).isFalse();
      assertThat(node.progress(WORDS).failed()).isZero();
    }
  }

  @Nested
  class SeveralNodes {

    @Test
    void secondNode_loadsNothing_andHasItNear() {
      fleet.planned(plan -> plan);
      fleet.advance(SECOND);
      Member second = fleet.planned(plan -> plan);
      fleet.advance(SECOND);

      assertThat(second.words.batches()).isEmpty();
      assertProgress(second, WarmupState.DONE, 1_000, 0, 1_000);
      assertThat(second.read(1, 1_000)).isEqualTo("asked=1000 near=1000");
    }

    @Test
    void nodesAtOnce_oneRuns_theOthersFollowTogether() {
      Member first = fleet.planned(WarmupPlanTest::slowly);
      Member second = fleet.planned(WarmupPlanTest::slowly);
      Member third = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(8_500));
      assertProgress(first, WarmupState.RUNNING, 900, 900, 0);
      assertProgress(second, WarmupState.WAITING, 0, 0, 0);
      assertProgress(third, WarmupState.WAITING, 0, 0, 0);

      fleet.advance(Duration.ofSeconds(3));
      assertThat(first.progress(WORDS).state()).isEqualTo(WarmupState.DONE);
      assertThat(second.progress(WORDS).state()).isEqualTo(WarmupState.RUNNING);
      assertThat(third.progress(WORDS).state()).isEqualTo(WarmupState.RUNNING);

      fleet.advance(Duration.ofSeconds(10));
      assertProgress(second, WarmupState.DONE, 1_000, 0, 1_000);
      assertProgress(third, WarmupState.DONE, 1_000, 0, 1_000);
      assertThat(first.words.batches()).hasSize(10);
      assertThat(second.words.batches()).isEmpty();
      assertThat(third.words.batches()).isEmpty();
    }

    @Test
    void nodeThatDies_isContinuedWhereItWas() {
      Member first = fleet.planned(WarmupPlanTest::slowly);
      Member second = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(4_500));
      first.kill();
      fleet.advance(Duration.ofSeconds(29));
      assertThat(second.words.batches()).isEmpty();
      assertThat(second.progress(WORDS).state()).isEqualTo(WarmupState.WAITING);

      fleet.advance(Duration.ofSeconds(10));
      assertThat(first.words.batches()).hasSize(5);
      assertThat(second.words.batches()).hasSize(5);
      assertThat(second.words.batches().get(0)).isEqualTo(Set.copyOf(keys(501, 600)));
      assertProgress(second, WarmupState.DONE, 1_000, 1_000, 0);
    }

    @Test
    void nodeThatIsClosed_isContinuedAtOnce() {
      Member first = fleet.planned(WarmupPlanTest::slowly);
      Member second = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(4_500));
      first.close();
      fleet.advance(Duration.ofSeconds(1));

      assertProgress(second, WarmupState.RUNNING, 600, 600, 0);
      fleet.advance(Duration.ofSeconds(10));
      assertThat(second.words.batches()).hasSize(5);
    }

    @Test
    void restart_goesOnWhereItWas_unlessEntriesHaveExpiredMeanwhile() {
      Member first = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(4_500));
      first.close();
      Member again = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(1_500));
      assertThat(again.words.batches().get(0)).contains(501L);
      again.close();
      fleet.advance(Duration.ofMinutes(10));

      Member late = fleet.planned(WarmupPlanTest::slowly);
      fleet.work();
      assertThat(late.words.batches().get(0)).contains(1L);
    }

    @Test
    void pause_keepsTheTurn_soThatNobodyTakesOver() {
      Member first = fleet.planned(WarmupPlanTest::slowly);
      Member second = fleet.planned(WarmupPlanTest::slowly);
      fleet.advance(Duration.ofMillis(4_500));
      first.twofold.warmups().pause(WORDS);
      fleet.advance(Duration.ofMinutes(3));

      assertThat(second.progress(WORDS).state()).isEqualTo(WarmupState.WAITING);
      assertThat(second.words.batches()).isEmpty();
    }

    @Test
    void slowRate_keepsTheTurnBetweenBatches() {
      Member first = fleet.planned(plan -> plan.keysPerSecond(1));
      Member second = fleet.planned(plan -> plan.keysPerSecond(1));
      fleet.advance(Duration.ofSeconds(250));

      assertThat(first.words.batches()).hasSize(3);
      assertThat(second.words.batches()).isEmpty();
    }
  }

  @Nested
  class Refusals {

    private void assertRefused(WarmupPlan<Long> plan, String message) {
      assertThatThrownBy(() -> fleet.member(builder -> builder.warmUp(plan)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(message);
    }

    @Test
    void twoOfOneName() {
      WarmupPlan<Long> plan = WarmupPlan.of(WORDS, Words.class, List.of(1L));

      assertThatThrownBy(() -> fleet.member(builder -> builder.warmUp(plan, plan)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("two warm-up plans have the name 'words'; give one of them another");
    }

    @Test
    void loaderThatIsNotRegistered() {
      assertRefused(
          WarmupPlan.of(WORDS, Loaders.Names.class, List.of(1L)),
          "warm-up plan 'words': no loader registered for");
    }

    @Test
    void moreKeysThanACallMayHave() {
      WarmupPlan<Long> plan = WarmupPlan.of(WORDS, Words.class, List.of(1L));
      var settings = TwofoldSettings.builder().maximumKeysPerCall(50).build();

      assertThatThrownBy(
              () ->
                  Twofold.builder()
                      .settings(settings)
                      .register(new Words())
                      .warmUp(plan.parameters(ParameterValues.none()))
                      .build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "warm-up plan 'words': reads 100 keys at once; allowed: 50 (setting"
                  + " maximumKeysPerCall)");
    }
  }
}
