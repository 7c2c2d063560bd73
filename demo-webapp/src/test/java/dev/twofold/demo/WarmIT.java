package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that warms the tiers of a node. */
class WarmIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.twoNodes(RunningDemo.SCALE);

  private static final String PAGE = "/warm";

  private static HttpResponse<String> ask(DemoClient node, String plan, String action) {
    return node.post(PAGE, Map.of("plan", plan, "action", action));
  }

  private static JsonNode plan(DemoClient node, String name) {
    for (JsonNode plan : node.json(PAGE).get("plans")) {
      if (plan.get("name").textValue().equals(name)) {
        return plan;
      }
    }
    throw new AssertionError("no plan " + name);
  }

  private static void run(DemoClient node, String plan) {
    assertThat(ask(node, plan, "start").statusCode()).isEqualTo(303);
    await().until(() -> plan(node, plan).get("state").textValue().equals("done"));
  }

  /** What the first one reads from the database, the second one finds in Redis. */
  @Test
  void start_oneNodeAfterTheOther_theDatabaseIsAskedOnce() {
    run(demo.nodeA(), "stories");
    JsonNode first = plan(demo.nodeA(), "stories");
    assertThat(first.get("percent").intValue()).isEqualTo(100);
    assertThat(first.get("done").intValue()).isEqualTo(RunningDemo.SCALE.stories());
    assertThat(first.get("loaded").intValue() + first.get("warm").intValue())
        .isEqualTo(RunningDemo.SCALE.stories());

    run(demo.nodeB(), "stories");
    JsonNode second = plan(demo.nodeB(), "stories");
    assertThat(second.get("loaded").intValue()).isZero();
    assertThat(second.get("warm").intValue()).isEqualTo(RunningDemo.SCALE.stories());
    assertThat(Cost.of(demo.nodeB().get("/api/stories?ids=3")).of("near")).isPositive();
  }

  @Test
  void page_thatRests_hasBarsAndIsNotLoadedAgain() {
    run(demo.nodeA(), "front pages");

    HttpResponse<String> page = demo.nodeA().get(PAGE);

    assertThat(page.body())
        .contains("Warm-up of node A")
        .contains("<progress max=\"100\" value=\"100\"")
        .contains("<button name=\"action\" value=\"start\">Start</button>")
        .doesNotContain("http-equiv=\"refresh\"");
    assertThat(Cost.of(page).statements()).isZero();
  }

  @Test
  void pause_andResume_goOnWhereItWas() {
    ask(demo.nodeA(), "users", "start");
    ask(demo.nodeA(), "users", "pause");
    await()
        .until(() -> plan(demo.nodeA(), "users").get("state").textValue().matches("paused|done"));

    ask(demo.nodeA(), "users", "resume");

    await().until(() -> plan(demo.nodeA(), "users").get("state").textValue().equals("done"));
    assertThat(plan(demo.nodeA(), "users").get("done").intValue())
        .isEqualTo(RunningDemo.SCALE.users());
  }

  @ParameterizedTest
  @CsvSource({
    "cities, start, 'The field plan is none of front pages, users, stories.'",
    "users, explode, 'The field action is none of start, pause, resume, cancel.'"
  })
  void change_unknown_400(String plan, String action, String detail) {
    HttpResponse<String> answer = ask(demo.nodeA(), plan, action);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(detail);
  }

  @Test
  void change_otherOriginOrProxy_refused() {
    Map<String, String> fields = Map.of("plan", "users", "action", "start");

    assertThat(demo.send(demo.nodeA().form(PAGE, fields)).statusCode()).isEqualTo(403);
    assertThat(demo.send(demo.nodeA().request(PAGE).header("Via", "1.1 proxy")).statusCode())
        .isEqualTo(404);
  }
}
