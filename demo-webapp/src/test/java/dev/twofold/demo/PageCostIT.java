package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages cost: the numbers that the documentation states. */
class PageCostIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  @BeforeEach
  void forgetEverything() {
    demo.redis().flush();
    demo.redis().resetCounts();
  }

  @Nested
  class Twofold {

    /**
     * One statement for each kind of object, and for each wave one multi-get and one fill, each a
     * script.
     */
    @ParameterizedTest
    @CsvSource({
      "/,                           6, 6",
      "/?style=plan,                6, 4",
      "/?style=entities,            6, 6",
      "/recent,                     6, 6",
      "/?page=2,                    6, 6",
      "/stories/497,                5, 5",
      "/comments/5,                 4, 4",
      "'/api/stories?ids=5,3,8',    5, 5"
    })
    void page_cold_oneStatementPerKind(String path, long statements, long waves) {
      Cost cost = Cost.of(demo.get(path));

      assertThat(cost.statements()).isEqualTo(statements);
      assertThat(cost.of("loader-statements")).isEqualTo(statements);
      assertThat(cost.of("waves")).isEqualTo(waves);
      assertThat(cost.of("multigets")).isEqualTo(waves);
      assertThat(cost.of("fills")).isEqualTo(waves);
      assertThat(cost.of("redis")).isEqualTo(2 * waves);
      assertThat(cost.of("distributed")).isZero();
      assertThat(cost.of("absent")).isZero();
      assertThat(cost.of("connections")).isEqualTo(statements);
      // Once a second, the tier asks besides whether it has missed anything.
      assertThat(demo.redis().commandCounts().get("evalsha")).isGreaterThanOrEqualTo(2 * waves);
    }

    /** Cold, a list of a relation brings its rows along; here they are a wave of their own. */
    @ParameterizedTest
    @CsvSource({
      "/,                        7",
      "/?style=plan,             4",
      "/?style=entities,         8",
      "/recent,                  7",
      "/?page=2,                 7",
      "/stories/497,             7",
      "/comments/5,              6",
      "'/api/stories?ids=5,3,8', 6"
    })
    void page_warm_noStatementAndNoConnection(String path, long waves) {
      demo.get(path);

      Cost cost = Cost.of(demo.get(path));

      assertThat(cost.statements()).isZero();
      assertThat(cost.of("connections")).isZero();
      assertThat(cost.of("database")).isZero();
      assertThat(cost.of("fills")).isZero();
      assertThat(cost.of("waves")).isEqualTo(waves);
      assertThat(cost.of("multigets")).isEqualTo(waves);
      assertThat(cost.of("redis")).isEqualTo(waves);
    }

    /** Which rows a keyset page has is read in each request: its wave asks no tier. */
    @ParameterizedTest
    @CsvSource({"/users/ada_ash, 6, 6, 8", "/users/ada_ash?after=400, 7, 7, 9"})
    void keysetPage_warm_oneStatement(String path, long statements, long cold, long warm) {
      Cost first = Cost.of(demo.get(path));
      assertThat(first.statements()).isEqualTo(statements);
      assertThat(first.of("waves")).isEqualTo(cold);
      assertThat(first.of("multigets")).isEqualTo(cold - 1);

      Cost second = Cost.of(demo.get(path));
      assertThat(second.statements()).isEqualTo(1);
      assertThat(second.of("connections")).isEqualTo(1);
      assertThat(second.of("waves")).isEqualTo(warm);
      assertThat(second.of("multigets")).isEqualTo(warm - 1);
    }

    @Test
    void page_afterAnotherOfTheSameObjects_loadsOnlyTheRest() {
      demo.get("/recent");

      Cost cost = Cost.of(demo.get("/stories/497"));

      // The story, its tags and its author are known: its comments are not, nor those who wrote
      // them, nor their photos.
      assertThat(cost.statements()).isEqualTo(3);
    }

    @Test
    void page_asJson_costsTheSame() {
      Cost cost = Cost.of(demo.getJson("/"));

      assertThat(cost.statements()).isEqualTo(6);
      assertThat(cost.of("waves")).isEqualTo(6);
    }

    @Test
    void ids_twiceAndAbsent_askedOnce() {
      Cost cost = Cost.of(demo.get("/api/stories?ids=5,5,5,999999,999999"));

      assertThat(cost.of("absent")).isEqualTo(1);
      assertThat(cost.statements()).isEqualTo(5);
    }
  }

  @Nested
  class Naive {

    @Test
    void front_anyTime_oneStatementPerAssociation() {
      long first = Cost.of(demo.get("/?mode=naive")).statements();
      long second = Cost.of(demo.get("/?mode=naive")).statements();

      assertThat(first).isEqualTo(115);
      assertThat(second).isEqualTo(first);
    }

    @Test
    void front_anyTime_nothingOfTwofold() {
      Cost cost = Cost.of(demo.get("/?mode=naive"));

      assertThat(cost.pairs()).containsEntry("mode", "naive");
      assertThat(cost.of("connections")).isEqualTo(1);
      assertThat(cost.of("loader-statements")).isZero();
      assertThat(cost.of("redis")).isZero();
    }
  }

  @Nested
  class Headers {

    @Test
    void stats_anyPage_inTheOrderDocumented() {
      demo.get("/");

      HttpResponse<String> warm = demo.get("/");

      assertThat(warm.headers().firstValue("X-Twofold-Stats").orElseThrow())
          .matches(
              "statements=0; redis=7; request=\\d+; near=0; distributed=\\d+; database=0; absent=0;"
                  + " waves=7; multigets=7; fills=0; loader-statements=0; connections=0;"
                  + " mode=twofold; style=relations");
    }

    @Test
    void serverTiming_anyPage_anEntryPerTier() {
      assertThat(demo.get("/").headers().firstValue("Server-Timing").orElseThrow())
          .matches(
              "store;dur=[0-9.]+;desc=\"[^\"]+\", redis;dur=[0-9.]+;desc=\"12 trips\","
                  + " db;dur=[0-9.]+;desc=\"6 statements\", render;dur=[0-9.]+;desc=\"page\","
                  + " total;dur=[0-9.]+;desc=\"twofold\"");
    }

    @Test
    void bar_anyPage_showsWhatTheHeaderSays() {
      HttpResponse<String> page = demo.get("/");

      Map<String, String> labels =
          Map.of(
              "statements", "SQL statements",
              "redis", "Redis trips",
              "waves", "waves",
              "request", "request",
              "near", "near",
              "distributed", "Redis",
              "database", "database",
              "absent", "absent");
      labels.forEach(
          (pair, label) ->
              assertThat(page.body())
                  .contains("<dt>%s</dt><dd>%d</dd>".formatted(label, Cost.of(page).of(pair))));
    }
  }
}
