package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages say, whichever way they are loaded. */
class PageContentIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  private static long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(demo.databaseUrl());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  @Nested
  class BothModes {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/?",
          "/?page=2&",
          "/?page=17&",
          "/recent?",
          "/stories/1?",
          "/stories/497?",
          "/stories/500?",
          "/comments/1?",
          "/comments/5?",
          "/users/ada_ash?",
          "/users/ada_ash?after=400&",
          "/users/ada_ash?after=1&",
          "/api/stories?ids=5,3,3,999999&"
        })
    void json_sameNodes(String path) {
      JsonNode cold = demo.json(path);
      JsonNode warm = demo.json(path);
      JsonNode naive = demo.json(path + "mode=naive");

      assertThat(cold).isEqualTo(naive);
      assertThat(warm).isEqualTo(naive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/recent", "/stories/497", "/comments/1", "/users/ada_ash"})
    void html_sameButForTheModeOfLinks(String path) {
      assertThat(
              RunningDemo.main(demo.get(path + "?mode=naive"))
                  .replace("?mode=naive", "")
                  .replace("&amp;mode=naive", ""))
          .isEqualTo(RunningDemo.main(demo.get(path)));
    }
  }

  @Nested
  class Lists {

    @Test
    void front_firstPage_thirtyStoriesByRankWithEverything() {
      JsonNode page = demo.json("/");

      assertThat(page.get("stories")).hasSize(30);
      assertThat(page.get("more").booleanValue()).isTrue();
      assertThat(page.get("stories"))
          .allSatisfy(
              story -> {
                assertThat(story.get("author").get("name").textValue()).isNotBlank();
                assertThat(story.get("author").get("photo").textValue()).endsWith(".svg");
                assertThat(story.get("tags")).isNotEmpty();
                assertThat(story.get("comments").longValue()).isNotNegative();
              });
    }

    @Test
    void recent_allPages_everyStoryOnceNewestFirst() {
      long expected = RunningDemo.SCALE.stories();
      int number = 1;
      JsonNode page;
      do {
        page = demo.json("/recent?page=" + number++);
        for (JsonNode story : page.get("stories")) {
          assertThat(story.get("id").longValue()).isEqualTo(expected--);
        }
      } while (page.get("more").booleanValue());
      assertThat(expected).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&mode=naive"})
    void user_allParts_everyStoryOnceNewestFirst(String mode) throws SQLException {
      List<Long> ids = new ArrayList<>();
      JsonNode next = demo.json("/users/ada_ash?" + mode).get("submitted");
      while (true) {
        next.get("stories").forEach(story -> ids.add(story.get("id").longValue()));
        if (next.get("next").isNull()) {
          break;
        }
        next = demo.json("/users/ada_ash?after=" + next.get("next") + mode).get("submitted");
      }

      assertThat(ids)
          .hasSizeGreaterThan(30)
          .doesNotHaveDuplicates()
          .isSortedAccordingTo(Comparator.reverseOrder());
      assertThat((long) ids.size())
          .isEqualTo(number("select count(*) from stories where author_id = 1"));
    }

    @Test
    void user_part_linksToTheNextAndBackToTheFirst() {
      String first = demo.get("/users/ada_ash?mode=naive").body();
      String second = demo.get("/users/ada_ash?after=400").body();

      assertThat(first)
          .containsPattern("rel=\"next\" href=\"/users/ada_ash\\?after=\\d+&amp;mode=naive\"")
          .doesNotContain("Newest");
      assertThat(second).contains("<a href=\"/users/ada_ash\">← Newest</a>");
    }

    @Test
    void links_styledFront_pagesKeepTheStyle() {
      assertThat(demo.get("/?style=plan").body())
          .contains("href=\"/?page=2&amp;style=plan\"")
          .contains("href=\"/recent\"");
    }

    @Test
    void bar_front_showsTheStyleAndLinksToTheOthers() {
      assertThat(demo.get("/?style=plan").body())
          .contains(
              "<a href=\"/?style=relations\">Relations</a><strong"
                  + " aria-current=\"true\">Plan</strong><a href=\"/?style=entities\">Entities</a>"
                  + "<a href=\"/?mode=naive\">Naive</a>");
      assertThat(demo.get("/?mode=naive").body())
          .contains(
              "<a href=\"/?style=relations\">Relations</a><a href=\"/?style=plan\">Plan</a><a"
                  + " href=\"/?style=entities\">Entities</a><strong"
                  + " aria-current=\"true\">Naive</strong>");
    }

    @Test
    void bar_otherPages_showsTheMode() {
      assertThat(demo.get("/recent").body())
          .contains(
              "<strong aria-current=\"true\">Twofold</strong><a"
                  + " href=\"/recent?mode=naive\">Naive</a>");
    }

    @Test
    void links_naivePage_stayNaive() {
      assertThat(demo.get("/?mode=naive").body())
          .contains("href=\"/recent?mode=naive\"")
          .contains("href=\"/?page=2&amp;mode=naive\"")
          .doesNotContainPattern("href=\"/stories/\\d+\"");
    }
  }

  @Nested
  class StoriesById {

    @Test
    void ids_duplicatesAndAbsent_orderKeptAndAbsentApart() {
      JsonNode answer = demo.json("/api/stories?ids=5,3,3,999999");

      assertThat(answer.get("stories"))
          .extracting(story -> story.get("id").intValue())
          .containsExactly(5, 3, 3);
      assertThat(answer.get("missing")).extracting(JsonNode::intValue).containsExactly(999999);
    }

    @Test
    void ids_withoutAccept_json() {
      HttpResponse<String> response = demo.get("/api/stories?ids=5");

      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }
  }

  @Nested
  class Escaping {

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=naive"})
    void story_hostileTexts_shownAsText(String mode) throws SQLException {
      change("update comments set body = '</p><script>alert(1)</script>' where id = 1");
      long storyId = number("select story_id from comments where id = 1");
      change(
          "update stories set title = '<script>alert(\"x\")</script>', url = 'javascript:alert(2)',"
              + " domain = '\"><b>' where id = "
              + storyId);
      demo.redis().flush();

      String page = demo.get("/stories/" + storyId + mode).body();

      assertThat(page)
          .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;")
          .contains("&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
          .contains("&quot;&gt;&lt;b&gt;")
          .doesNotContain("<script")
          .doesNotContain("javascript:");
      assertThat(demo.get("/comments/1" + mode).body())
          .contains("&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script");
    }

    private void change(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(demo.databaseUrl());
          Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(sql)).isEqualTo(1);
      }
    }
  }

  @Nested
  class Files {

    @Test
    void style_known_cacheable() {
      HttpResponse<String> style = demo.get("/assets/style.css");

      assertThat(style.statusCode()).isEqualTo(200);
      assertThat(style.headers().firstValue("Content-Type")).hasValue("text/css;charset=utf-8");
      assertThat(style.headers().firstValue("Cache-Control")).hasValue("max-age=3600");
    }

    @Test
    void photo_ofAUser_symmetricPicture() {
      HttpResponse<String> photo = demo.get("/photos/120-5.svg");

      assertThat(photo.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
      // Bits 0 and 2: the outer columns and the middle one of the first row.
      assertThat(photo.body().split("<rect x=\"[0-4]\" y=\"0\"", -1)).hasSize(4);
      assertThat(photo.body()).doesNotContain("y=\"1\"");
    }
  }
}
