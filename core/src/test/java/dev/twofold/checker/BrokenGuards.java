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

  private record Finding(Guard guard, boolean found, long operations) {

    @Override
    public String toString() {
      return "| `%s` | %s | %s | %,d |"
          .formatted(guard, guard.sentence(), found ? "yes" : "NO", operations);
    }
  }

  private final CheckOptions options;
  private final PrintStream out;
  private final List<Finding> findings = new ArrayList<>();

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
    out.println("| guard | what it sees to | found | operations |");
    out.println("|---|---|---|---|");
    findings.forEach(out::println);
    long found = findings.stream().filter(Finding::found).count();
    out.printf("guards=%d found=%d%n", findings.size(), found);
    return found == findings.size();
  }

  private void find(Guard guard) throws Exception {
    CheckOptions suited = options.withRedis(guard.setup(options.redis()));
    Path patches = Files.createTempDirectory("twofold-guard-");
    try (Surroundings surroundings = new Surroundings(suited.redis())) {
      guard.breakIn(patches);
      surroundings.start(Scale.DEFAULT);
      Check check = new Check(suited, surroundings, patches, guard.against());
      Report report = check.run(() -> check.report().violations() > 0);
      Finding finding = new Finding(guard, report.violations() > 0, report.operations());
      findings.add(finding);
      out.println(finding);
      report.explained().stream().limit(1).forEach(violation -> out.println("    " + violation));
    } finally {
      delete(patches);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
