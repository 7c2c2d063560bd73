package dev.twofold.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Some runs as if they were one: of what several have measured, the latest counts.
 *
 * @param all by time, the latest last
 */
public record Runs(List<Run> all) {

  /** Sorts by time. */
  public Runs {
    all = all.stream().sorted(Comparator.comparing(Run::at)).toList();
  }

  /** All runs of a directory, or the one of a file. */
  public static Runs read(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return new Runs(List.of(Run.read(place)));
    }
    List<Run> runs = new ArrayList<>();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.filter(Run::isFile).sorted().toList()) {
        runs.add(Run.read(file));
      }
    }
    return new Runs(runs);
  }

  /** What counts. */
  public Results results() {
    Map<String, Measurement> byId = new LinkedHashMap<>();
    for (Run run : all) {
      run.measurements().forEach(measurement -> byId.put(measurement.id(), measurement));
    }
    return new Results(List.copyOf(byId.values()));
  }

  /** What repeats each measurement that counts, by its id. */
  Map<String, String> commands() {
    Map<String, String> commands = new HashMap<>();
    for (Run run : all) {
      String command = run.environment().command();
      run.measurements().forEach(measurement -> commands.put(measurement.id(), command));
    }
    return commands;
  }

  /** What is to be said of groups, benchmarks and parameters. */
  Map<String, String> about() {
    Map<String, String> about = new HashMap<>();
    all.forEach(run -> about.putAll(run.about()));
    return about;
  }
}
