package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.servlet.edge.EdgeStats;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thumbnails that caches in front of the demo may keep, and ask for again by their tag. */
class SharedThumbnailsIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.twoNodes(RunningDemo.SCALE);

  private static HttpResponse<String> get(String path, String tag) {
    return demo.send(demo.request(path).header("If-None-Match", tag));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  /** The page that shows them computes them all: what is asked for then was made of no more. */
  @BeforeEach
  void compute() {
    demo.get("/pictures");
  }

  /** A page that is rendered says what it has cost; this one is not. */
  private static void assertNotRendered(HttpResponse<?> response) {
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.headers().map()).doesNotContainKey("X-Twofold-Stats");
  }

  @Test
  void thumbnail_knownTag_304WithoutRendering() {
    HttpResponse<byte[]> first = demo.nodeA().bytes("/pictures/2/thumbnail");
    assertThat(header(first, "Cache-Control")).matches("public, max-age=0, s-maxage=\\d+");
    assertThat(first.headers().firstValue("xkey")).isPresent();
    EdgeStats before = demo.application().edge().stats();

    assertNotRendered(get("/pictures/2/thumbnail", header(first, "ETag")));

    assertThat(demo.application().edge().stats().notRendered()).isEqualTo(before.notRendered() + 1);
  }

  @Test
  void thumbnail_redrawn_sentAnew() {
    String tag = header(demo.nodeA().bytes("/pictures/4/thumbnail"), "ETag");

    demo.nodeA().post("/pictures/4", Map.of());

    HttpResponse<String> redrawn = get("/pictures/4/thumbnail", tag);
    assertThat(redrawn.statusCode()).isEqualTo(200);
    assertThat(header(redrawn, "ETag")).isNotEqualTo(tag);
  }

  @Test
  void thumbnail_otherNode_sameTag() {
    String tag = header(demo.nodeA().bytes("/pictures/6/thumbnail"), "ETag");

    assertThat(header(demo.nodeB().bytes("/pictures/6/thumbnail"), "ETag")).isEqualTo(tag);
  }

  /** What they have cost stands on them. */
  @Test
  void page_asked_isNotShared() {
    assertThat(demo.get("/pictures").headers().firstValue("ETag")).isEmpty();
  }
}
