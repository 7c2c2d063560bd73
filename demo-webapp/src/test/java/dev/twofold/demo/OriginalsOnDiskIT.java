package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Large files, which are too large for the heap and for Redis, on the disk of each node. */
class OriginalsOnDiskIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.twoNodes(RunningDemo.SCALE);

  private static void forgetThumbnails() {
    demo.nodeA().post("/faults/tags", Map.of("tag", "thumbnails"));
    demo.nodeA().post("/faults/tags", Map.of("tag", "thumbnail-steps"));
  }

  /** Asked, near, in Redis, computed. */
  private static String originals(DemoClient node) {
    for (JsonNode step : node.json("/pictures").get("steps")) {
      if (step.get("name").textValue().equals("Originals")) {
        return "%s %s %s %s"
            .formatted(
                step.get("asked"), step.get("near"), step.get("redis"), step.get("computed"));
      }
    }
    return "not asked";
  }

  @Test
  void originals_readOnce_areOnTheDiskOfTheNode() {
    assertThat(originals(demo.nodeA())).isEqualTo("12 0 0 12");
    forgetThumbnails();

    assertThat(originals(demo.nodeA())).isEqualTo("12 12 0 0");
    forgetThumbnails();
    assertThat(originals(demo.nodeB())).isEqualTo("12 0 0 12");
    assertThat(originals(demo.nodeB())).isEqualTo("not asked");
  }
}
