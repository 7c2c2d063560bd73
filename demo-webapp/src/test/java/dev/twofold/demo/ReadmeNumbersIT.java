package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.demo.data.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadmeNumbersIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.twoNodes(Scale.DEFAULT);

  @Test
  void readme_printsWhatTheDemoAnswers() throws Exception {
    List<String> printed =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("statements="))
            .toList();

    assertThat(printed).hasSize(4);
    assertThat(stats(demo.nodeA(), "/")).as("first request").startsWith(printed.get(0));
    assertThat(stats(demo.nodeB(), "/")).as("on another node").startsWith(printed.get(1));
    assertThat(stats(demo.nodeA(), "/")).as("second request").startsWith(printed.get(2));
    assertThat(stats(demo.nodeA(), "/?mode=naive")).as("naive").startsWith(printed.get(3));
  }

  private static String stats(DemoClient node, String path) {
    return node.get(path).headers().firstValue("X-Twofold-Stats").orElseThrow();
  }
}
