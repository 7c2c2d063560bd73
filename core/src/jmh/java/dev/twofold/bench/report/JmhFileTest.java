package dev.twofold.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken of the file that JMH writes. */
class JmhFileTest {

  @TempDir private Path directory;

  private List<Measurement> read(String json) throws IOException {
    Path file = directory.resolve("jmh.json");
    Files.writeString(file, json);
    return JmhFile.read(file);
  }

  private static String result(String method, int threads, String unit) {
    return """
    {
      "benchmark": "dev.twofold.bench.micro.Engine.%s",
      "threads": %d,
      "params": {"keys": "100"},
      "primaryMetric": {"score": 200.0, "scoreError": "NaN", "scoreUnit": "%s"},
      "secondaryMetrics": {
        "gc.alloc.rate.norm": {"score": 64.0},
        "gc.count": {"score": 3.0},
        "statements": {"score": 4.0}
      }
    }
    """
        .formatted(method, threads, unit);
  }

  @Test
  void result_isMeasurement() throws IOException {
    Measurement measurement = read("[" + result("miss", 1, "ns/op") + "]").get(0);

    assertThat(measurement.id()).isEqualTo("micro.Engine.miss{keys=100}");
    assertThat(measurement.figures())
        .containsExactly(entry("ns", 200.0), entry("B", 64.0), entry("statements", 4.0));
    assertThat(measurement.nanosPerKey()).isEqualTo(2);
  }

  @Test
  void severalThreads_tellWhatTheyDoTogether() throws IOException {
    List<Measurement> measurements =
        read("[" + result("on1", 1, "ns/op") + "," + result("on4", 4, "ns/op") + "]");

    assertThat(measurements)
        .extracting(each -> each.figure("op/s, all threads"))
        .containsExactly(5e6, 20e6);
  }

  @Test
  void anotherUnit_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("[" + result("miss", 1, "ops/s") + "]"))
        .withMessage(
            "dev.twofold.bench.micro.Engine.miss is measured in ops/s; needed: ns/op, the average"
                + " time");
  }
}
