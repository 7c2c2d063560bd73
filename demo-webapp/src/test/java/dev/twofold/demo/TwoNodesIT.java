package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two nodes with a near tier each: what is edited on one is not stale on the other. Entries live in
 * a near tier for longer than a test waits, so it is the message that takes them out.
 */
class TwoNodesIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.twoNodes(RunningDemo.SCALE);

  private String name = "ada_ash";

  @BeforeEach
  void warmUpBothNodes() {
    for (DemoClient node : List.of(demo.nodeA(), demo.nodeB())) {
      awaitNear(node, "/");
      awaitNear(node, storiesOfOthers());
      awaitNear(node, "/stories/" + storyOfAda());
    }
  }

  /** On a slow machine a fill may be late. */
  private static void awaitNear(DemoClient node, String path) {
    await()
        .untilAsserted(
            () -> {
              Cost cost = Cost.of(node.get(path));
              assertThat(cost.statements()).isZero();
              assertThat(cost.of("redis")).isZero();
            });
  }

  private static long storyOfAda() {
    return demo.json("/users/ada_ash").get("submitted").get("stories").get(0).get("id").longValue();
  }

  private static String storiesOfOthers() {
    List<String> ids = new ArrayList<>();
    for (JsonNode story : demo.json("/recent").get("stories")) {
      if (!story.get("author").get("name").textValue().startsWith("ada_")) {
        ids.add(story.get("id").asText());
      }
    }
    assertThat(ids).hasSizeGreaterThan(10);
    return "/api/stories?ids=" + String.join(",", ids);
  }

  /** Edits a user on node A and returns where the answer sends the browser. */
  private String edit(String newName, String about) {
    HttpResponse<String> answer =
        demo.nodeA().post("/users/" + name + "/edit", Map.of("name", newName, "about", about));
    assertThat(answer.statusCode()).isEqualTo(303);
    name = newName;
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String aboutOn(DemoClient node) {
    return node.json("/users/ada_ash").get("about").textValue();
  }

  @Nested
  class Edits {

    @Test
    void edit_text_onTheOtherNodeAtOnce() {
      for (int i = 0; i < 20; i++) {
        String about = "Changed %d times.".formatted(i);
        assertThat(aboutOn(demo.nodeB())).isNotEqualTo(about);

        edit("ada_ash", about);

        assertThat(aboutOn(demo.nodeA())).isEqualTo(about);
        await().until(() -> aboutOn(demo.nodeB()).equals(about));
      }
    }

    @Test
    void edit_name_onEveryPageOfTheOtherNode() {
      String story = "/stories/" + storyOfAda();

      edit("ada_renamed", "Another name.");
      try {
        await()
            .untilAsserted(
                () -> {
                  assertThat(author(demo.nodeB().json(story))).isEqualTo("ada_renamed");
                  assertThat(demo.nodeB().get("/users/ada_ash").statusCode()).isEqualTo(404);
                  assertThat(demo.nodeB().get("/users/ada_renamed").statusCode()).isEqualTo(200);
                });
        for (String path : List.of("/", "/recent", story)) {
          JsonNode naive = demo.nodeB().json(path + "?mode=naive");
          assertThat(demo.nodeB().json(path)).as(path).isEqualTo(naive);
        }
        for (String style : List.of("plan", "entities")) {
          assertThat(demo.nodeB().json("/?style=" + style))
              .as(style)
              .isEqualTo(demo.nodeB().json("/?mode=naive"));
        }
      } finally {
        edit("ada_ash", "The old name.");
      }
      await().until(() -> author(demo.nodeB().json(story)).equals("ada_ash"));
    }

    private static String author(JsonNode story) {
      return story.get("story").get("author").get("name").textValue();
    }

    @Test
    void edit_redisFrozen_savedAndToldLater() {
      demo.redis().freeze();
      String location;
      try {
        location = edit("ada_ash", "While Redis was away.");

        assertThat(aboutOn(demo.nodeA())).isEqualTo("While Redis was away.");
        assertThat(demo.nodeA().get(location).body())
            .contains("did not confirm; it is told again", "has not heard of it yet");
      } finally {
        demo.redis().thaw();
      }
      await().until(() -> aboutOn(demo.nodeB()).equals("While Redis was away."));
    }

    @Test
    void edit_othersPages_stillInTheNearTiers() {
      edit("ada_ash", "This concerns nobody else.");
      await().until(() -> aboutOn(demo.nodeB()).endsWith("nobody else."));

      for (DemoClient node : List.of(demo.nodeA(), demo.nodeB())) {
        Cost cost = Cost.of(node.get(storiesOfOthers()));
        assertThat(cost.statements()).isZero();
        assertThat(cost.of("redis")).isZero();
      }
    }
  }

  @Nested
  class Reports {

    @Test
    void report_text_namesTheRowAndBothTimes() {
      String location = edit("ada_ash", "To be reported.");

      await()
          .untilAsserted(
              () ->
                  assertThat(text(demo.nodeA().get(location)))
                      .contains("What this edit has set off")
                      .containsPattern("UserLoader 1 ")
                      .containsPattern("Redis confirmed [0-9.]+ ms after the commit")
                      .containsPattern("Node B dropped it [0-9.]+ ms after the commit"));
      assertThat(text(demo.nodeA().get(location))).doesNotContain("Story", "Photo", "Comment");
    }

    @Test
    void report_name_namesBothNames() {
      String location = edit("ada_reported", "Both names.");
      try {
        assertThat(text(demo.nodeA().get(location)))
            .containsPattern("UserLoader.by.name ada_ash ada_reported ");
      } finally {
        edit("ada_ash", "One name.");
      }
    }

    @Test
    void report_nothingChanged_nothingStale() {
      edit("ada_ash", "The same.");

      String location = edit("ada_ash", "The same.");

      assertThat(text(demo.nodeA().get(location))).contains("Nobody had to be told anything.");
    }

    @Test
    void report_onTheOtherNode_notShown() {
      String location = edit("ada_ash", "Only here.");

      assertThat(text(demo.nodeA().get(location))).isNotEmpty();
      assertThat(text(demo.nodeB().get(location))).isEmpty();
    }

    /** What the report of a page says; empty if there is none. */
    private static String text(HttpResponse<String> page) {
      Matcher report =
          Pattern.compile("<section class=\"report\".*</section>", Pattern.DOTALL)
              .matcher(page.body());
      return report.find()
          ? report.group().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ").strip()
          : "";
    }
  }

  @Nested
  class Pages {

    @Test
    void page_anyNode_saysItsNameAndLinksToTheOther() {
      String path = "/users/ada_ash?after=400&mode=naive";

      assertThat(demo.nodeA().get(path).body())
          .contains(
              "<strong aria-current=\"true\">Node A</strong><a href=\"%s%s\""
                  .formatted(demo.nodeB().origin(), path.replace("&", "&amp;")));
      assertThat(demo.nodeB().get("/nothing").body())
          .contains(
              "<a href=\"%s/nothing\"".formatted(demo.nodeA().origin()),
              "<strong aria-current=\"true\">Node B</strong>");
    }

    @Test
    void page_user_saysWhichTierHadTheUser() {
      edit("ada_ash", "Gone from all tiers.");

      assertThat(userFrom(demo.nodeA())).isEqualTo("database");
      await().until(() -> userFrom(demo.nodeA()).equals("near tier"));
      assertThat(demo.nodeA().get("/users/ada_ash?mode=naive").body()).doesNotContain("user from");
    }

    @Test
    void page_firstOnANode_userFromRedis() {
      demo.nodeA().get("/users/kofi_hawk");

      await().until(() -> userFrom(demo.nodeA(), "kofi_hawk").equals("near tier"));

      assertThat(userFrom(demo.nodeB(), "kofi_hawk")).isEqualTo("Redis");
      assertThat(userFrom(demo.nodeB(), "kofi_hawk")).isEqualTo("near tier");
    }

    private static String userFrom(DemoClient node) {
      return userFrom(node, "ada_ash");
    }

    private static String userFrom(DemoClient node, String user) {
      String page = node.get("/users/" + user).body();
      String before = "<dt>user from</dt><dd>";
      int start = page.indexOf(before) + before.length();
      return page.substring(start, page.indexOf("</dd>", start));
    }
  }
}
