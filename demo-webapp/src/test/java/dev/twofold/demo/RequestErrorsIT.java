package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told that asks for something wrong. */
class RequestErrorsIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("\tat ");
    if (response.headers().firstValue("Content-Type").orElseThrow().endsWith("json")) {
      assertThat(RunningDemo.parse(response.body()).get("status").intValue()).isEqualTo(status);
    } else {
      assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("" + status);
    }
  }

  @Nested
  class Numbers {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/stories/abc",
          "/stories/-1",
          "/stories/0",
          "/stories/+5",
          "/stories/5.0",
          "/stories/9223372036854775808",
          "/stories/99999999999999999999999999",
          "/stories/%D9%A5",
          "/?page=0",
          "/?page=-1",
          "/?page=x",
          "/?page=100001",
          "/?page=",
          "/?page=1&page=2",
          "/?mode=fast",
          "/stories/5?mode=",
          "/comments/abc",
          "/comments/0",
          "/comments/9223372036854775808",
          "/users/ada_ash?after=x",
          "/users/ada_ash?after=0",
          "/users/ada_ash?after=1&after=2",
          "/?style=fast",
          "/?style=",
          "/?style=PLAN",
          "/?style=plan&style=plan",
          "/?style=plan&mode=naive",
          "/recent?style=plan",
          "/recent?style=entities",
          "/stories/5?style=plan",
          "/comments/5?style=plan",
          "/users/ada_ash?style=plan",
          "/api/stories?ids=5&style=plan",
          "/recent?page=2147483648"
        })
    void badNumber_bothFormats_400(String path) {
      assertProblem(demo.get(path), 400);
      HttpResponse<String> json = demo.getJson(path);
      assertProblem(json, 400);
      assertThat(json.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void badNumber_anywhere_saysWhatIsAllowed() {
      JsonNode problem = RunningDemo.parse(demo.getJson("/stories/abc").body());

      assertThat(problem.get("title").textValue()).isEqualTo("Bad request");
      assertThat(problem.get("detail").textValue())
          .isEqualTo(
              "The number of a story: allowed are whole numbers from 1 to 9223372036854775807.");
    }

    @ParameterizedTest
    @CsvSource({
      "/?style=fast, Parameter style is neither 'relations' nor 'plan' nor 'entities'.",
      "/?style=plan&mode=naive, Parameter style is for mode 'twofold'; mode 'naive' has no styles.",
      "/recent?style=plan, Style 'plan' is for the front page; here is 'relations' only."
    })
    void badStyle_anywhere_saysWhatIsAllowed(String path, String detail) {
      assertThat(RunningDemo.parse(demo.getJson(path).body()).get("detail").textValue())
          .isEqualTo(detail);
    }

    @Test
    void badQuery_notDecodable_400() throws IOException {
      assertThat(raw("GET /?page=%zz HTTP/1.1")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"/%zz", "/stories/%00", "/stories/%2e%2e", "/stories//5", "/stories/%C0%80"})
    void badPath_notDecodable_400(String path) throws IOException {
      assertThat(raw("GET " + path + " HTTP/1.1"))
          .startsWith("HTTP/1.1 400 ")
          .contains("<h1>400 Bad Request</h1>")
          .doesNotContain("Exception", "jetty");
    }

    private String raw(String requestLine) throws IOException {
      try (Socket socket = new Socket("localhost", demo.port())) {
        String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Nested
  class Ids {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/api/stories",
          "/api/stories?ids=",
          "/api/stories?ids=1,,2",
          "/api/stories?ids=1,x",
          "/api/stories?ids=1,-2",
          "/api/stories?ids=9223372036854775808",
          "/api/stories?ids=1&ids=2"
        })
    void badIds_400InJson(String path) {
      HttpResponse<String> response = demo.get(path);

      assertProblem(response, 400);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
      assertThat(Cost.of(response).statements()).isZero();
    }

    @Test
    void aThousandIds_answered() {
      assertThat(demo.json("/api/stories?ids=" + ids(1_000)).get("stories"))
          .hasSize(RunningDemo.SCALE.stories());
    }

    @ParameterizedTest
    @CsvSource({"1001, '1,001'", "100000, '100,000'"})
    void tooManyIds_400WithTheNumber(int count, String shown) {
      HttpResponse<String> response = demo.get("/api/stories?ids=" + ids(count));

      assertProblem(response, 400);
      assertThat(response.body())
          .contains("Parameter ids has " + shown + " ids; allowed are 1,000 in one request.");
    }

    private static String ids(int count) {
      return LongStream.rangeClosed(1, count)
          .mapToObj(Long::toString)
          .collect(Collectors.joining(","));
    }
  }

  @Nested
  class UnknownPages {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/nothing",
          "/stories",
          "/stories/",
          "/stories/5/comments",
          "/stories/999999",
          "/stories/999999?mode=naive",
          "/comments",
          "/comments/",
          "/comments/5/answers",
          "/comments/999999",
          "/comments/999999?mode=naive",
          "/users/nobody",
          "/users/nobody?mode=naive",
          "/users/nobody?after=1",
          "/users/ada_ash?after=999999",
          "/users/ada_ash?after=999999&mode=naive",
          "/?page=18",
          "/?page=18&style=plan",
          "/?page=18&style=entities",
          "/?page=18&mode=naive",
          "/assets/nothing.css",
          "/photos/x.svg",
          "/WEB-INF/web.xml"
        })
    void unknown_bothFormats_404(String path) {
      assertProblem(demo.get(path), 404);
      assertProblem(demo.getJson(path), 404);
    }
  }

  @Nested
  class Methods {

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
    void otherMethods_405WithAllow(String method) throws IOException {
      try (Socket socket = new Socket("localhost", demo.port())) {
        String request =
            method
                + " / HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: 0\r\n"
                + "Connection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String response =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(response)
            .startsWith("HTTP/1.1 405 ")
            .contains("\r\nAllow: GET, HEAD, OPTIONS\r\n");
      }
    }

    @Test
    void post_json_405Problem() {
      assertProblem(
          demo.send(
              demo.request("/")
                  .header("Accept", "application/json")
                  .POST(BodyPublishers.ofString("x"))),
          405);
    }

    @Test
    void options_anyPage_allow() {
      HttpResponse<String> response =
          demo.send(demo.request("/").method("OPTIONS", BodyPublishers.noBody()));

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/",
          "/?style=plan",
          "/?style=entities",
          "/recent",
          "/stories/5",
          "/comments/5",
          "/health",
          "/assets/style.css"
        })
    void head_anyPage_headersOfGetWithoutBody(String path) {
      HttpResponse<String> head =
          demo.send(demo.request(path).method("HEAD", BodyPublishers.noBody()));

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow()).isPositive();
      assertThat(Cost.of(head).pairs()).containsKey("statements");
    }
  }

  @Nested
  class Headers {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/stories/x", "/health", "/photos/1-1.svg"})
    void security_anyResponse_set(String path) {
      HttpResponse<String> response = demo.get(path);

      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; style-src 'self'; img-src 'self'");
      assertThat(response.headers().firstValue("X-Twofold-Stats")).isPresent();
      assertThat(response.headers().firstValue("Server-Timing")).isPresent();
      assertThat(response.headers().firstValue("Server")).isEmpty();
    }
  }
}
