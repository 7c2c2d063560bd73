package dev.twofold.bench.report;

import static dev.twofold.bench.report.RunsTest.measurement;
import static dev.twofold.bench.report.RunsTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.bench.report.Goal.Bound;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which goals are told, as reached or not, and with which command. */
class GoalTableTest {

  private static final Runs RUNS =
      new Runs(
          List.of(
              run("core", 0, measurement("micro.Engine", "miss", 100, 5_000)),
              run("filter", 1, measurement("filter.Filter", "request", 1, 800))));

  private static Function<Results, OptionalDouble> nanos(String group, String method, int keys) {
    return results ->
        results.find(group, method, Map.of("keys", Integer.toString(keys))).stream()
            .mapToDouble(Measurement::nanos)
            .findFirst();
  }

  private static String csv(Goal goal) {
    return new GoalTable(List.of(goal), RUNS).csv();
  }

  @Test
  void goal_onTheLimit_isReached() {
    assertThat(csv(Goal.atMost("miss", 5_000, "ns", nanos("micro.Engine", "miss", 100))))
        .endsWith("\"miss: at most 5000\",5000,\"ns\",yes,\"run core\"\n");
    assertThat(csv(Goal.atLeast("miss", 5_000, "ns", nanos("micro.Engine", "miss", 100))))
        .contains(",yes,");
  }

  @Test
  void goal_beyondTheLimit_isNotReached() {
    assertThat(csv(Goal.atMost("miss", 4_999, "ns", nanos("micro.Engine", "miss", 100))))
        .contains(",no,");
    assertThat(csv(Goal.atLeast("miss", 5_001, "ns", nanos("micro.Engine", "miss", 100))))
        .contains(",no,");
  }

  @Test
  void goal_restsOnTwoRuns_namesBothCommands() {
    Goal goal =
        Goal.of(
            "a \"quoted\" goal",
            Bound.AT_MOST,
            nanos("micro.Engine", "miss", 100),
            "ns",
            nanos("filter.Filter", "request", 1));

    assertThat(csv(goal))
        .endsWith(
            "\"a \"\"quoted\"\" goal: at most 5000\",800,\"ns\",yes,\"run core && run filter\"\n");
  }

  @Test
  void goal_missed_isExplained() {
    Goal goal =
        Goal.atMost("miss", 4_999, "ns", nanos("micro.Engine", "miss", 100)).because("It waits.");

    assertThat(new GoalTable(List.of(goal), RUNS).markdown())
        .endsWith("### Not reached\n\n- **miss: at most 4999**, here 5000: It waits.\n");
  }

  @Test
  void goal_missedWithoutReason_saysSo() {
    Goal goal = Goal.atMost("miss", 4_999, "ns", nanos("micro.Engine", "miss", 100));

    assertThat(new GoalTable(List.of(goal), RUNS).markdown())
        .endsWith("here 5000: No reason is written down.\n");
  }

  @Test
  void goal_reached_isNotExplained() {
    Goal goal =
        Goal.atMost("miss", 5_000, "ns", nanos("micro.Engine", "miss", 100)).because("It waits.");

    assertThat(new GoalTable(List.of(goal), RUNS).markdown()).doesNotContain("It waits.");
  }

  @Test
  void goal_cannotBeMeasured_hasARowWithWhatShowsIt() {
    Goal goal =
        Goal.notMeasurable(
            "peer", Bound.AT_LEAST, 20, "times", "find peer", "It is not published.");

    assertThat(csv(goal))
        .endsWith("\"peer: at least 20.0\",not measured,\"times\",no,\"find peer\"\n");
    assertThat(new GoalTable(List.of(goal), RUNS).markdown())
        .endsWith("here not measured: It is not published.\n");
  }

  @Test
  void goal_notMeasured_isLeftOut() {
    GoalTable table =
        new GoalTable(
            List.of(Goal.atMost("hit", 1, "ns", nanos("micro.Engine", "hit", 100))), RUNS);

    assertThat(table.isEmpty()).isTrue();
    assertThat(table.csv()).isEqualTo("goal,measured,unit,reached,command\n");
  }
}
