package dev.twofold.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That results of several runs make one report, in which no run loses what another measured. */
class RunsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir private Path directory;

  static Measurement measurement(String group, String method, int keys, double nanos) {
    return new Measurement(
        group,
        method,
        new TreeMap<>(Map.of("keys", Integer.toString(keys))),
        Map.of(Measurement.NANOS, nanos, Measurement.BYTES, 10.0 * keys));
  }

  static Run run(String name, int minute, Measurement... measurements) {
    return new Run(
        name,
        NOON.plusSeconds(60L * minute),
        new Environment("run " + name, Map.of("Processor", "2 x some"), List.of("some 1.0")),
        Map.of("micro.Engine", "What it does."),
        List.of(measurements));
  }

  @Test
  void write_read_isTheSame() throws IOException {
    Run run = run("core", 0, measurement("micro.Engine", "miss", 100, 5_000.5));

    run.write(directory);

    assertThat(Run.read(directory.resolve("results-core.json"))).isEqualTo(run);
  }

  @Test
  void results_severalRuns_areAllThere() throws IOException {
    run("core", 0, measurement("micro.Engine", "miss", 100, 5_000)).write(directory);
    run("macro", 1, measurement("macro.Lobsters", "json", 1, 9)).write(directory);

    assertThat(Runs.read(directory).results().byGroup())
        .containsOnlyKeys("macro.Lobsters", "micro.Engine");
  }

  @Test
  void results_measuredTwice_latestCounts() throws IOException {
    run("core", 5, measurement("micro.Engine", "miss", 100, 5_000)).write(directory);
    run("core-micro-Engine", 6, measurement("micro.Engine", "miss", 100, 4_000)).write(directory);
    run("another", 1, measurement("micro.Engine", "miss", 100, 3_000)).write(directory);

    Runs runs = Runs.read(directory);

    assertThat(runs.results().byId().values()).extracting(Measurement::nanos).containsOnly(4_000.0);
    assertThat(runs.commands())
        .containsExactly(Map.entry("micro.Engine.miss{keys=100}", "run core-micro-Engine"));
  }

  @Test
  void write_partsOfTheRun_areReplaced() throws IOException {
    run("core-micro-Engine", 1, measurement("micro.Engine", "gone", 100, 4_000)).write(directory);
    run("corex", 2, measurement("macro.Lobsters", "json", 1, 9)).write(directory);

    run("core", 3, measurement("micro.Engine", "miss", 100, 5_000)).write(directory);

    assertThat(Runs.read(directory).all()).extracting(Run::name).containsExactly("corex", "core");
  }

  @Test
  void report_severalRuns_showsEachWithItsCommand() throws IOException {
    run("core", 0, measurement("micro.Engine", "miss", 100, 5_000)).write(directory);
    run("macro", 1, measurement("macro.Lobsters", "json", 1, 9)).write(directory);

    new Report(Runs.read(directory), List.of()).write(directory);

    assertThat(directory.resolve("README.md"))
        .content()
        .contains(
            "| core | 2026-01-02 | `run core` | 2 x some |",
            "| macro | 2026-01-02 | `run macro` | 2 x some |",
            "Libraries: some 1.0",
            """
            ## micro.Engine

            What it does.

            | benchmark | keys |\
            """,
            "## macro.Lobsters");
    assertThat(directory.resolve("micro.Engine.svg")).content().contains("<svg");
  }
}
