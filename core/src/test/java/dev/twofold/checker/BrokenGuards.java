package dev.twofold.checker;

import dev.twofold.checker.guard.Guard;
import dev.twofold.checker.history.Report;
import dev.twofold.checker.model.Scale;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Leaves out one guard after the other, and looks whether the checker finds that. */
final class BrokenGuards {

  private final CheckOptions options;
  private final PrintStream out;
  private final List<Guard> missed = new ArrayList<>();

  BrokenGuards(CheckOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Prints a table; whether all were found. */
  boolean findAll() throws Exception {
    for (Guard guard : Guard.values()) {
      if (options.guards().equals("all")
          || List.of(options.guards().split(",")).contains(guard.name())) {
        find(guard);
      }
    }
    out.println(missed.isEmpty() ? "all were found" : "not found: " + missed);
    return missed.isEmpty();
  }

  private void find(Guard guard) throws Exception {
    Path patches = Files.createTempDirectory("twofold-guard-");
    try (Surroundings surroundings = new Surroundings()) {
      guard.breakIn(patches);
      surroundings.start(Scale.DEFAULT);
      Check check = new Check(options, surroundings, patches);
      Report report = check.run(() -> check.report().violations() > 0);
      print(guard, report);
    } finally {
      delete(patches);
    }
  }

  private void print(Guard guard, Report report) {
    boolean found = report.violations() > 0;
    if (!found) {
      missed.add(guard);
    }
    out.printf(
        "%-18s %-75s %s %d operations%n",
        guard, guard.sentence(), found ? "found after" : "NOT FOUND in", report.operations());
    report.explained().stream().limit(1).forEach(violation -> out.println("    " + violation));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
