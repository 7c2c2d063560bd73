package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form that changes a user: what it shows, takes and refuses. */
class EditIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  private static final String FORM = "/users/ada_ash/edit";

  private static Map<String, String> fields(String name, String about) {
    return Map.of("name", name, "about", about);
  }

  private static HttpResponse<String> post(String name, String about) {
    return demo.nodeA().post(FORM, fields(name, about));
  }

  private static String about() {
    return demo.json("/users/ada_ash").get("about").textValue();
  }

  @Nested
  class Form {

    @Test
    void form_aUser_filledWithWhatTheDatabaseHas() {
      HttpResponse<String> page = demo.get(FORM);

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("<form class=\"sheet\" method=\"post\" action=\"/users/ada_ash/edit\">")
          .contains("name=\"name\" value=\"ada_ash\"")
          .contains(">\n" + about() + "</textarea>")
          .contains("without a login: everybody may edit everybody")
          .doesNotContain("role=\"alert\"");
      assertThat(Cost.of(page).statements()).isEqualTo(1);
    }

    @Test
    void form_naivePage_staysNaive() {
      assertThat(demo.get("/users/ada_ash?mode=naive").body())
          .contains("href=\"/users/ada_ash/edit?mode=naive\"");
      assertThat(demo.get(FORM + "?mode=naive").body())
          .contains("action=\"/users/ada_ash/edit?mode=naive\"")
          .contains("<a href=\"/users/ada_ash?mode=naive\">Cancel</a>");
      assertThat(
              demo.nodeA()
                  .post(FORM + "?mode=naive", fields("ada_ash", about()))
                  .headers()
                  .firstValue("Location")
                  .orElseThrow())
          .matches("/users/ada_ash\\?mode=naive&edit=A\\d+");
    }

    @Test
    void form_unknownUser_404() {
      assertThat(demo.get("/users/nobody/edit").statusCode()).isEqualTo(404);
      assertThat(demo.nodeA().post("/users/nobody/edit", fields("x", "x")).statusCode())
          .isEqualTo(404);
      assertThat(demo.nodeA().post("/users/nobody/edit", fields("", "")).statusCode())
          .isEqualTo(404);
    }

    @Test
    void form_style_400() {
      assertThat(demo.get(FORM + "?style=plan").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
      "/users/ada_ash/edit, PUT, 405, 'GET, HEAD, POST, OPTIONS'",
      "/users/ada_ash/edit, OPTIONS, 204, 'GET, HEAD, POST, OPTIONS'",
      "/users/ada_ash, POST, 405, 'GET, HEAD, OPTIONS'"
    })
    void methods_formAndPage_eachSaysItsOwn(
        String path, String method, int status, String allowed) {
      HttpResponse<String> response =
          demo.send(demo.request(path).method(method, BodyPublishers.noBody()));

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
    }
  }

  @Nested
  class Saving {

    @Test
    void save_otherText_shownByThePageThatTheRedirectNames() {
      HttpResponse<String> answer = post("ada_ash", "Zwei\r\nZeilen <b>& 漢字");

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.body()).isEmpty();
      String location = answer.headers().firstValue("Location").orElseThrow();
      assertThat(location).matches("/users/ada_ash\\?edit=A\\d+");
      assertThat(demo.get(location).body())
          .contains("Zwei\nZeilen &lt;b&gt;&amp; 漢字")
          .contains("What this edit has set off");
      assertThat(about()).isEqualTo("Zwei\nZeilen <b>& 漢字");
    }

    @Test
    void save_otherName_movesThePage() {
      String about = demo.json("/users/wei_oak").get("about").textValue();

      HttpResponse<String> answer =
          demo.nodeA().post("/users/wei_oak/edit", fields("wei_moved", about));

      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .startsWith("/users/wei_moved?edit=");
      assertThat(demo.get("/users/wei_oak").statusCode()).isEqualTo(404);
      assertThat(demo.json("/users/wei_moved").get("about").textValue()).isEqualTo(about);
    }

    @Test
    void page_editThatIsNotKnown_withoutAReport() {
      for (String edit : new String[] {"A999", "B1", "", "%3Cb%3E"}) {
        HttpResponse<String> page = demo.get("/users/ada_ash?edit=" + edit);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("What this edit has set off");
      }
    }

    @Test
    void page_afterAnEdit_jsonWithoutReport() {
      String location =
          post("ada_ash", "Same page.").headers().firstValue("Location").orElseThrow();

      assertThat(demo.json(location)).isEqualTo(demo.json("/users/ada_ash"));
    }

    @Test
    void page_onlyNode_saysNothingOfOthers() {
      String location = post("ada_ash", "Alone.").headers().firstValue("Location").orElseThrow();

      assertThat(demo.get(location).body()).doesNotContain("Node A").doesNotContain("Node B");
    }
  }

  @Nested
  class Refusals {

    private void assertRefused(HttpResponse<String> answer, String problem) {
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body())
          .contains("Nothing was saved.")
          .contains("aria-invalid=\"true\"")
          .contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "Ada Ash", "a/b", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void save_badName_formAgainWithWhatWasTyped(String name) {
      String before = about();

      HttpResponse<String> answer = post(name, "Not <saved>.");

      assertRefused(answer, "A name has 1 to 50 characters: a to z, digits and underscores.");
      assertThat(answer.body())
          .contains("name=\"name\" value=\"%s\"".formatted(name))
          .contains("Not &lt;saved&gt;.</textarea>");
      assertThat(about()).isEqualTo(before);
    }

    @Test
    void save_nameOfAnother_refused() {
      assertRefused(post("kofi_hawk", "x"), "Another user has this name.");
      assertThat(demo.json("/users/kofi_hawk").get("user").get("name").textValue())
          .isEqualTo("kofi_hawk");
    }

    @Test
    void save_longText_refusedWithItsLength() {
      assertRefused(
          post("ada_ash", "x".repeat(1_001)),
          "The text has 1,001 characters; allowed are 1 to 1,000.");
    }

    @Test
    void save_badFields_jsonProblem() {
      HttpResponse<String> answer =
          demo.send(
              demo.nodeA()
                  .form(FORM, fields("A", ""))
                  .header("Origin", demo.nodeA().origin())
                  .header("Accept", "application/json"));

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(RunningDemo.parse(answer.body()).get("detail").textValue())
          .isEqualTo(
              "A name has 1 to 50 characters: a to z, digits and underscores."
                  + " The text has 0 characters; allowed are 1 to 1,000.");
    }

    @Test
    void save_fieldMissingOrTwice_400() {
      assertThat(demo.nodeA().post(FORM, Map.of("name", "ada_ash")).statusCode()).isEqualTo(400);
      assertThat(demo.nodeA().post(FORM + "?name=x", fields("ada_ash", "x")).statusCode())
          .isEqualTo(400);
      HttpResponse<String> notAForm =
          demo.send(
              demo.request(FORM)
                  .header("Origin", demo.nodeA().origin())
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString("name=ada_ash&about=x")));
      assertThat(notAForm.statusCode()).isEqualTo(400);
      assertThat(notAForm.body()).contains("The form must have its field name once.");
    }

    @Test
    void save_hugeForm_413OnAConnectionThatIsUsedAgain() {
      HttpResponse<String> refused = post("ada_ash", "x".repeat(1_000_000));

      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body()).contains("The form has 1,000,019 bytes; allowed are 65,536.");
      assertThat(refused.headers().firstValue("Connection")).isEmpty();
      assertThat(post("ada_ash", "").statusCode()).isEqualTo(422);
    }

    @Test
    void save_longestText_fits() {
      assertThat(post("ada_ash", "漢".repeat(1_000)).statusCode()).isEqualTo(303);
    }

    @Test
    void save_lengthUnknown_411() {
      HttpResponse<String> answer =
          demo.send(
              demo.request(FORM)
                  .header("Origin", demo.nodeA().origin())
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(new byte[300_000]))));

      assertThat(answer.statusCode()).isEqualTo(411);
      assertThat(answer.body()).contains("A form tells its length in Content-Length.");
    }

    @Test
    void save_hugeFormThatIsAskedForFirst_notSent() throws IOException {
      try (Socket socket = new Socket("localhost", demo.port())) {
        String head =
            "POST "
                + FORM
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Expect: 100-continue\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 413 ")
            .containsIgnoringCase("\r\nConnection: close\r\n");
      }
    }

    /** More than the application is ready to skip: it says so, and ends the connection. */
    @Test
    void save_endlessForm_413AndEndOfConnection() throws IOException {
      try (Socket socket = new Socket("localhost", demo.port())) {
        String head =
            "POST "
                + FORM
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        // As much as it skips, and not a byte that it leaves unread.
        socket.getOutputStream().write(new byte[2 * 1024 * 1024]);

        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 413 ")
            .containsIgnoringCase("\r\nConnection: close\r\n");
      }
    }
  }

  @Nested
  class Origins {

    private int statusWith(String... headers) {
      return demo.send(demo.nodeA().form(FORM, fields("ada_ash", "By whom?")).headers(headers))
          .statusCode();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "http://evil.example",
          "http://localhost",
          "http://localhost:1",
          "https://localhost.evil.example"
        })
    void save_otherOrigin_403(String origin) {
      String before = about();

      assertThat(statusWith("Origin", origin)).isEqualTo(403);
      assertThat(about()).isEqualTo(before);
    }

    @Test
    void save_originUnknown_403() {
      HttpResponse<String> answer =
          demo.send(demo.nodeA().form(FORM, fields("ada_ash", "By whom?")));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("Only a form of this site can change something");
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 303", "same-site, 403", "cross-site, 403", "none, 403"})
    void save_browserTellsTheRelation_believed(String relation, int status) {
      assertThat(statusWith("Sec-Fetch-Site", relation, "Origin", demo.nodeA().origin()))
          .isEqualTo(status);
    }

    /** With "no-referrer", browsers send "Origin: null" even to where a form comes from. */
    @Test
    void pages_policies_letTheFormTellItsOrigin() {
      HttpResponse<String> form = demo.get(FORM);

      assertThat(form.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
      assertThat(form.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("form-action 'self'");
    }
  }
}
