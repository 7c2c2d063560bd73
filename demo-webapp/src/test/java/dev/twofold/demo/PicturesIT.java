package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twofold.demo.image.ImageCodec;
import dev.twofold.demo.image.ImageFormat;
import dev.twofold.demo.image.Pixels;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thumbnails of large pictures, computed in a chain whose steps Redis keeps. */
class PicturesIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  private static final String PAGE = "/pictures";

  @BeforeEach
  void forgetEverything() {
    demo.redis().flush();
  }

  /** What a page says of its steps: asked, from Redis, computed. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (JsonNode step : demo.json(path).get("steps")) {
      assertThat(step.get("near").intValue()).isZero();
      steps.add(
          "%s %s %s %s"
              .formatted(
                  step.get("name").textValue(),
                  step.get("asked"),
                  step.get("redis"),
                  step.get("computed")));
    }
    return steps;
  }

  private static Pixels pixels(HttpResponse<byte[]> response, ImageFormat format) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(format.contentType());
    return ImageCodec.decode(format, response.body());
  }

  @Nested
  class Chain {

    /**
     * One statement for the ids of the gallery, one for the rows, for the views, for the originals.
     */
    @Test
    void gallery_cold_eachStepComputedOnceForEachPicture() {
      Cost cost = Cost.of(demo.get(PAGE));
      assertThat(cost.statements()).isEqualTo(4);

      demo.redis().flush();
      assertThat(steps(PAGE))
          .containsExactly("Thumbnail 12 0 12", "Resized 12 0 12", "Originals 12 0 12");
    }

    @Test
    void gallery_warm_noStatementAndNothingComputed() {
      demo.get(PAGE);

      Cost cost = Cost.of(demo.get(PAGE));

      assertThat(cost.statements()).isZero();
      assertThat(cost.of("connections")).isZero();
      assertThat(cost.of("database")).isZero();
      assertThat(steps(PAGE)).containsExactly("Thumbnail 12 12 0");
    }

    @Test
    void otherLastStep_earlierOnesAreReused() {
      demo.get(PAGE);

      assertThat(Cost.of(demo.get(PAGE + "?format=png")).statements()).isZero();
      assertThat(steps(PAGE + "?tone=grey"))
          .containsExactly("Thumbnail 12 0 12", "Greyscale 12 0 12", "Resized 12 12 0");
      assertThat(steps(PAGE + "?tone=grey&format=png"))
          .containsExactly("Thumbnail 12 0 12", "Greyscale 12 12 0");
    }

    @Test
    void thumbnail_afterThePage_isFoundWithoutAStatement() {
      demo.get(PAGE);

      Cost cost = Cost.of(demo.get("/pictures/7/thumbnail"));

      assertThat(cost.statements()).isZero();
      assertThat(cost.of("database")).isZero();
    }

    /** They are larger than what Redis may have of their region. */
    @Test
    void originals_areNotInRedis() {
      assertThat(demo.nodeA().bytes("/pictures/3/original").body()).hasSizeGreaterThan(1_000_000);

      assertThat(Cost.of(demo.get("/pictures/3/original")).statements()).isEqualTo(1);
    }
  }

  @Nested
  class Files {

    @ParameterizedTest
    @CsvSource({"jpeg, JPEG", "png, PNG"})
    void thumbnail_formats_pictureOfThatType(String text, ImageFormat format) {
      Pixels pixels =
          pixels(demo.nodeA().bytes("/pictures/2/thumbnail?width=120&format=" + text), format);

      assertThat(pixels.width()).isEqualTo(120);
      assertThat(pixels.height()).isEqualTo(80);
    }

    @Test
    void thumbnail_grey_hasNoColours() {
      Pixels pixels =
          pixels(
              demo.nodeA().bytes("/pictures/2/thumbnail?width=120&tone=grey&format=png"),
              ImageFormat.PNG);

      for (int at = 0; at < pixels.rgb().length; at += 3) {
        assertThat(pixels.rgb()[at])
            .isEqualTo(pixels.rgb()[at + 1])
            .isEqualTo(pixels.rgb()[at + 2]);
      }
    }

    @Test
    void original_aPicture_wholeAndInItsSize() {
      Pixels pixels = pixels(demo.nodeA().bytes("/pictures/2/original"), ImageFormat.PNG);

      assertThat(pixels.width()).isEqualTo(720);
      assertThat(pixels.height()).isEqualTo(480);
    }
  }

  @Nested
  class Redrawing {

    @Test
    void redraw_oneOfMany_onlyItsThumbnailIsComputedAgain() {
      demo.get(PAGE);
      byte[] before = demo.nodeA().bytes("/pictures/5/thumbnail").body();

      HttpResponse<String> answer = demo.nodeA().post("/pictures/5", Map.of());

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/pictures/5?");
      assertThat(steps(PAGE))
          .containsExactly("Thumbnail 12 11 1", "Resized 1 0 1", "Originals 1 0 1");
      assertThat(demo.nodeA().bytes("/pictures/5/thumbnail").body()).isNotEqualTo(before);
    }

    @Test
    void redraw_otherOrigin_403() {
      HttpResponse<String> answer =
          demo.send(
              demo.nodeA().form("/pictures/5", Map.of()).header("Origin", "http://evil.example"));

      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @Nested
  class Tags {

    private static HttpResponse<String> clear(String tag) {
      return demo.nodeA().post("/faults/tags", Map.of("tag", tag));
    }

    @Test
    void clear_thumbnails_computedAgainFromTheirSteps() {
      demo.get(PAGE);

      HttpResponse<String> answer = clear("thumbnails");

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).hasValue("/faults?cleared=thumbnails");
      assertThat(demo.get("/faults?cleared=thumbnails").body())
          .contains("Everything tagged <b>thumbnails</b> is stale on all nodes.");
      assertThat(steps(PAGE)).containsExactly("Thumbnail 12 0 12", "Resized 12 12 0");
    }

    @Test
    void clear_steps_thumbnailsStay() {
      demo.get(PAGE);

      clear("thumbnail-steps");

      assertThat(steps(PAGE)).containsExactly("Thumbnail 12 12 0");
      assertThat(steps(PAGE + "?format=png"))
          .containsExactly("Thumbnail 12 0 12", "Resized 12 0 12", "Originals 12 0 12");
    }

    @Test
    void clear_unknownTag_400() {
      HttpResponse<String> answer = clear("users");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("The field tag is none of thumbnails, thumbnail-steps.");
    }

    @Test
    void clear_otherOriginOrProxy_refused() {
      assertThat(
              demo.send(demo.nodeA().form("/faults/tags", Map.of("tag", "thumbnails")))
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              demo.send(
                      demo.nodeA()
                          .form("/faults/tags", Map.of("tag", "thumbnails"))
                          .headers("Origin", demo.nodeA().origin(), "Via", "1.1 proxy"))
                  .statusCode())
          .isEqualTo(404);
    }

    @Test
    void clear_read_405() {
      HttpResponse<String> answer = demo.get("/faults/tags");

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    }
  }

  @Nested
  class Mistakes {

    @ParameterizedTest
    @CsvSource({
      "width=241, 'Parameter width is none of 120, 240, 480.'",
      "width=0240, 'Parameter width is none of 120, 240, 480.'",
      "tone=sepia, 'Parameter tone is neither &#39;colour&#39; nor &#39;grey&#39;.'",
      "format=gif, 'Parameter format is neither &#39;jpeg&#39; nor &#39;png&#39;.'",
      "width=240&width=120, 'Parameter width is given 2 times.'",
      "mode=naive, 'Pictures are there in mode &#39;twofold&#39; only.'"
    })
    void look_unknown_400(String query, String detail) {
      for (String path : new String[] {PAGE, "/pictures/1", "/pictures/1/thumbnail"}) {
        HttpResponse<String> answer = demo.get(path + "?" + query);
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.body()).contains(detail);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "/pictures/99, 404",
      "/pictures/99/thumbnail, 404",
      "/pictures/99/original, 404",
      "/pictures/0, 400",
      "/pictures/x/thumbnail, 400",
      "/pictures/1/x, 404"
    })
    void picture_unknown_refused(String path, int status) {
      assertThat(demo.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void redraw_unknown_404() {
      assertThat(demo.nodeA().post("/pictures/99", Map.of()).statusCode()).isEqualTo(404);
    }
  }
}
