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
import org.junit.jupiter.params.provider.ValueSource;

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

    /** One statement for each kind of object, one multi-get and one fill for each wave. */
    @ParameterizedTest
    @CsvSource({
      "/,                     7, 4",
      "/recent,               7, 4",
      "/?page=2,              7, 4",
      "/stories/497,          7, 4",
      "/users/ada_ash,        8, 5",
      "'/api/stories?ids=5,3,8', 6, 3"
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
      assertThat(demo.redis().commandCounts()).containsEntry("mget", waves);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/",
          "/recent",
          "/?page=2",
          "/stories/497",
          "/users/ada_ash",
          "/api/stories?ids=5,3,8"
        })
    void page_warm_noStatementAndNoConnection(String path) {
      demo.get(path);

      Cost cost = Cost.of(demo.get(path));

      assertThat(cost.statements()).isZero();
      assertThat(cost.of("connections")).isZero();
      assertThat(cost.of("database")).isZero();
      assertThat(cost.of("fills")).isZero();
      assertThat(cost.of("multigets")).isEqualTo(cost.of("waves"));
      assertThat(cost.of("redis")).isEqualTo(cost.of("waves"));
    }

    @Test
    void page_afterAnotherOfTheSameObjects_loadsOnlyTheRest() {
      demo.get("/recent");

      Cost cost = Cost.of(demo.get("/stories/497"));

      // The story, its tags and its author are known: the list of comments and the comments are
      // not,
      // nor are those who wrote them, nor their photos.
      assertThat(cost.statements()).isEqualTo(4);
    }

    @Test
    void page_asJson_costsTheSame() {
      Cost cost = Cost.of(demo.getJson("/"));

      assertThat(cost.statements()).isEqualTo(7);
      assertThat(cost.of("waves")).isEqualTo(4);
    }

    @Test
    void ids_twiceAndAbsent_askedOnce() {
      Cost cost = Cost.of(demo.get("/api/stories?ids=5,5,5,999999,999999"));

      assertThat(cost.of("absent")).isEqualTo(1);
      assertThat(cost.statements()).isEqualTo(6);
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
              "statements=0; redis=4; request=\\d+; near=0; distributed=\\d+; database=0; absent=0;"
                  + " waves=4; multigets=4; fills=0; loader-statements=0; connections=0;"
                  + " mode=twofold");
    }

    @Test
    void serverTiming_anyPage_anEntryPerTier() {
      assertThat(demo.get("/").headers().firstValue("Server-Timing").orElseThrow())
          .matches(
              "store;dur=[0-9.]+;desc=\"[^\"]+\", redis;dur=[0-9.]+;desc=\"8 trips\","
                  + " db;dur=[0-9.]+;desc=\"7 statements\", render;dur=[0-9.]+;desc=\"page\","
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
