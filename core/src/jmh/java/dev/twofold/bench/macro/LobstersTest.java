package dev.twofold.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LobstersTest {

  private static final int DRAWN = 300_000;
  private static final List<String> USERS =
      IntStream.rangeClosed(1, 50).mapToObj(number -> "user " + number).toList();

  /** Percent, as the log of lobste.rs has them; comments and replies are one kind here. */
  private static final Map<String, Double> SHARES =
      Map.ofEntries(
          Map.entry("GET /stories/#", 55.842),
          Map.entry("GET /", 30.105),
          Map.entry("GET /users/#", 6.702),
          Map.entry("GET /comments/#", 4.674),
          Map.entry("GET /recent", 0.967),
          Map.entry("POST /write/comment-vote?id=#&by=1", 0.630),
          Map.entry("POST /write/story-vote?id=#&by=1", 0.475),
          Map.entry("POST /write/comment?story=#&author=#", 0.316 + 0.071),
          Map.entry("GET /users/#/edit", 0.087),
          Map.entry("POST /write/comment-vote?id=#&by=-1", 0.054),
          Map.entry("POST /write/story?author=#", 0.053),
          Map.entry("POST /write/story-vote?id=#&by=-1", 0.021),
          Map.entry("GET /health", 0.003));

  private final Workload workload =
      Workloads.of(MacroContender.TWOFOLD, new Community(1_000, 5_000, USERS)).get(0);

  @Test
  void next_manyAreDrawn_haveTheSharesOfTheLog() {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Double> drawn = new TreeMap<>();
    for (int i = 0; i < DRAWN; i++) {
      drawn.merge(kind(workload.asks().next(random)), 100.0 / DRAWN, Double::sum);
    }

    assertThat(drawn).containsOnlyKeys(SHARES.keySet());
    SHARES.forEach(
        (kind, share) ->
            assertThat(drawn.get(kind)).as(kind).isCloseTo(share, within(0.02 + share / 50)));
  }

  @Test
  void samples_areDrawn_writeNothing() {
    assertThat(workload.samples())
        .hasSize(40)
        .allSatisfy(ask -> assertThat(kind(ask)).startsWith("GET "));
  }

  @Test
  void next_naiveContender_asksForItsMode() {
    Workload naive =
        Workloads.of(MacroContender.HIBERNATE, new Community(1_000, 5_000, USERS)).get(0);

    assertThat(naive.samples()).allSatisfy(ask -> assertThat(ask.line()).endsWith("?mode=naive"));
  }

  @Test
  void pages_contenderWithCache_areEachStoryAndEachUserOnce() {
    assertThat(workload.pages())
        .extracting(Ask::line)
        .doesNotHaveDuplicates()
        .hasSize(1_000 + USERS.size())
        .contains("GET /stories/1", "GET /stories/1000", "GET /users/user%201");
  }

  private static String kind(Ask ask) {
    return ask.line()
        .replaceAll("user%20\\d+", "#")
        .replaceAll("(?<![-y])(?<==|/)\\d{1,}(?=$|/|&)", "#")
        .replaceAll("by=#", "by=1");
  }
}
