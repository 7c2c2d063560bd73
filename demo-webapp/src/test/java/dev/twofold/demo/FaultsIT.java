package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page with the switches that break tiers, and what other pages do meanwhile. */
class FaultsIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.twoNodes(RunningDemo.SCALE);

  private static final String PAGE = "/faults";

  private static HttpResponse<String> set(String tier, String position) {
    return demo.nodeA().post(PAGE, Map.of("tier", tier, "position", position));
  }

  private static String position(DemoClient node, String tier) {
    for (JsonNode each : node.json(PAGE).get("tiers")) {
      if (each.get("tier").textValue().equals(tier)) {
        return each.get("position").textValue();
      }
    }
    throw new AssertionError("no tier " + tier);
  }

  private static JsonNode circuit() {
    for (JsonNode circuit : demo.json(PAGE).get("circuits")) {
      if (circuit.get("name").textValue().equals("distributed")) {
        return circuit;
      }
    }
    throw new AssertionError("no circuit of Redis");
  }

  private static String state() {
    return circuit().get("state").textValue();
  }

  private static Duration timeOf(Runnable request) {
    long start = System.nanoTime();
    request.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Without the near tier, so that each page asks Redis: that has all, and its circuit is well. */
  @BeforeEach
  void repairAll() {
    set("database", "on");
    set("redis", "on");
    set("near", "off");
    await()
        .untilAsserted(
            () -> {
              Cost cost = Cost.of(demo.get("/"));
              assertThat(cost.statements()).isZero();
              assertThat(cost.of("distributed")).isPositive();
              assertThat(state()).isEqualTo("closed");
            });
  }

  @Nested
  class Switches {

    @Test
    void page_thisMachine_showsTiersAndCircuits() {
      HttpResponse<String> page = demo.get(PAGE);

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("Faults of node A", "Near tier", "Redis", "Database")
          .contains("<th scope=\"row\">distributed</th><td><b class=\"tag\">closed</b></td>")
          .contains("It finds nothing and keeps nothing.")
          .contains("docs/failures.md");
      assertThat(Cost.of(page).statements()).isZero();
      assertThat(Cost.of(page).of("redis")).isZero();
    }

    @Test
    void set_oneNode_theOtherHasItsOwn() {
      HttpResponse<String> answer = set("redis", "slow");

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).hasValue(PAGE);
      assertThat(position(demo.nodeA(), "redis")).isEqualTo("slow");
      assertThat(position(demo.nodeB(), "redis")).isEqualTo("on");
    }

    @ParameterizedTest
    @CsvSource({
      "cache, off, 'The field tier is none of near, redis, database.'",
      "redis, broken, 'The field position is none of on, off, slow, frozen.'",
      "near, frozen, 'The field position is none of on, off, slow.'"
    })
    void set_unknown_400(String tier, String position, String detail) {
      HttpResponse<String> answer = set(tier, position);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(detail);
    }

    @Test
    void set_tierThatIsNotThere_400() throws Exception {
      try (RunningDemo alone = RunningDemo.inMemory()) {
        alone.start();

        assertThat(alone.get(PAGE).body()).doesNotContain("Near tier");
        HttpResponse<String> answer =
            alone.nodeA().post(PAGE, Map.of("tier", "near", "position", "off"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This node has no tier near.");
      }
    }
  }

  @Nested
  class Redis {

    @Test
    void frozenAndBack_pagesAnswer_circuitOpensAndCloses() {
      JsonNode before = demo.json("/");
      long opened = circuit().get("opened").longValue();
      set("redis", "frozen");

      for (int i = 0; i < 5; i++) {
        HttpResponse<String> page = demo.getJson("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(RunningDemo.parse(page.body())).isEqualTo(before);
        assertThat(Cost.of(page).statements()).isEqualTo(6);
      }

      assertThat(circuit().get("opened").longValue()).isGreaterThan(opened);
      assertThat(demo.get(PAGE).body())
          .contains("It hangs in each trip until its budget is over.")
          .contains("<b class=\"wrong\">open</b>");

      set("redis", "on");

      await()
          .untilAsserted(
              () -> {
                assertThat(Cost.of(demo.get("/")).statements()).isZero();
                assertThat(state()).isEqualTo("closed");
              });
    }

    @Test
    void off_pagesAnswer_circuitOpens() {
      set("redis", "off");

      for (int i = 0; i < 5; i++) {
        assertThat(Cost.of(demo.get("/")).statements()).isEqualTo(6);
      }

      assertThat(state()).isEqualTo("open");
    }

    @Test
    void slow_pagesAnswerLater_untilTheCircuitOpens() {
      set("redis", "slow");

      assertThat(timeOf(() -> demo.get("/"))).isGreaterThan(Duration.ofMillis(160));

      await()
          .untilAsserted(
              () -> {
                assertThat(demo.get("/").statusCode()).isEqualTo(200);
                assertThat(state()).isEqualTo("open");
              });
    }

    @Test
    void off_edit_isSavedAndToldLater() {
      set("redis", "off");

      HttpResponse<String> answer =
          demo.nodeA().post("/users/ada_ash/edit", Map.of("name", "ada_ash", "about", "Unheard."));
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(demo.json("/users/ada_ash").get("about").textValue()).isEqualTo("Unheard.");

      set("redis", "on");

      await()
          .until(
              () ->
                  demo.nodeB().json("/users/ada_ash").get("about").textValue().equals("Unheard."));
    }
  }

  @Nested
  class Database {

    @ParameterizedTest
    @ValueSource(strings = {"off", "frozen"})
    void broken_whatRedisHasIsAnswered_theRestIsNot(String position) {
      set("database", position);

      Cost cost = Cost.of(demo.get("/"));

      assertThat(cost.statements()).isZero();
      assertThat(cost.of("connections")).isZero();
      for (String needed : new String[] {"/?mode=naive", "/users/ada_ash/edit"}) {
        HttpResponse<String> refused = demo.get(needed);
        assertThat(refused.statusCode()).as(needed).isEqualTo(503);
        assertThat(refused.body()).contains("The database does not answer.");
      }
    }

    @Test
    void slow_eachStatementTakesLonger() {
      set("database", "slow");

      Duration took = timeOf(() -> demo.get("/users/ada_ash/edit"));

      assertThat(took).isGreaterThan(Duration.ofMillis(200));
    }
  }

  @Nested
  class Near {

    @Test
    void off_redisAnswers() {
      set("near", "off");

      Cost cost = Cost.of(demo.get("/"));

      assertThat(cost.of("near")).isZero();
      assertThat(cost.of("distributed")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "slow"})
    void notOff_answersInRedisPlace(String position) {
      set("near", position);

      await()
          .untilAsserted(
              () -> {
                Cost cost = Cost.of(demo.get("/"));
                assertThat(cost.of("near")).isPositive();
                assertThat(cost.of("redis")).isZero();
              });
    }
  }

  @Nested
  class Visitors {

    private static final String FORM = "tier=redis&position=off";

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"})
    void page_throughAProxy_404(String header) {
      for (String format : new String[] {"text/html", "application/json"}) {
        HttpResponse<String> page =
            demo.send(demo.request(PAGE).header(header, "127.0.0.1").header("Accept", format));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page.").doesNotContain("Redis");
      }
    }

    @Test
    void set_throughAProxy_404() {
      HttpResponse<String> answer =
          demo.send(
              demo.nodeA()
                  .form(PAGE, Map.of("tier", "redis", "position", "off"))
                  .header("Origin", demo.nodeA().origin())
                  .header("X-Forwarded-For", "127.0.0.1"));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(position(demo.nodeA(), "redis")).isEqualTo("on");
    }

    @Test
    void set_formOfAnotherSite_403() {
      HttpResponse<String> answer =
          demo.send(
              demo.nodeA()
                  .form(PAGE, Map.of("tier", "redis", "position", "off"))
                  .header("Origin", "http://evil.example"));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(position(demo.nodeA(), "redis")).isEqualTo("on");
    }

    /** A name that somebody else made point to this machine. */
    @Test
    void pageAndForm_otherHost_404() throws IOException {
      InetAddress loopback = InetAddress.getLoopbackAddress();

      assertThat(answer(loopback, "GET", "evil.example", "")).startsWith("HTTP/1.1 404 ");
      assertThat(answer(loopback, "POST", "evil.example", FORM)).startsWith("HTTP/1.1 404 ");
      assertThat(position(demo.nodeA(), "redis")).isEqualTo("on");
      assertThat(answer(loopback, "GET", "localhost", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void pageAndForm_fromAnotherInterface_404() throws IOException {
      Optional<InetAddress> address =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
              .findFirst();
      assumeThat(address).as("an address beside that of the loopback interface").isPresent();

      assertThat(answer(address.get(), "GET", "localhost", "")).startsWith("HTTP/1.1 404 ");
      assertThat(answer(address.get(), "POST", "localhost", FORM)).startsWith("HTTP/1.1 404 ");
      assertThat(position(demo.nodeA(), "redis")).isEqualTo("on");
    }

    /** Sent by hand: clients do not let their callers choose the host. */
    private static String answer(InetAddress to, String method, String host, String form)
        throws IOException {
      try (Socket socket = new Socket(to, demo.port())) {
        String request =
            method
                + " "
                + PAGE
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nOrigin: http://"
                + host
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\nConnection: close\r\n\r\n"
                + form;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Test
    void otherPages_linkOnThisMachineOnly() {
      assertThat(demo.get("/recent").body()).contains("href=\"/faults\"");
      assertThat(demo.send(demo.request("/recent").header("Via", "1.1 proxy")).body())
          .doesNotContain("/faults");
    }
  }
}
