package dev.twofold.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The page of some runs: tables and plots in Markdown, and the goals. */
public final class Report {

  private static final String READING =
      """
      Written by the runs below from their `results-*.json`; [goals.csv](goals.csv) has the goals
      with the command of each.

      - **ns** is the average time of one operation, **±** half of its 99.9 % confidence interval.
        Times hold for the machine; compare them within one run only.
      - **B** is what one operation allocates, which is exact.
      - Pictures show the time, or the first figure of a table that has none.

      """;

  private final Runs runs;
  private final Results results;
  private final Map<String, String> about;
  private final GoalTable goals;

  /** Of these runs; goals that they say nothing of are left out. */
  public Report(Runs runs, List<Goal> goals) {
    this.runs = runs;
    this.results = runs.results();
    this.about = runs.about();
    this.goals = new GoalTable(goals, runs);
  }

  /** Writes {@code README.md}, the plots and {@code goals.csv}. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("README.md"), markdown());
    Files.writeString(directory.resolve("goals.csv"), goals.csv());
    for (Map.Entry<String, List<Measurement>> group : results.byGroup().entrySet()) {
      Plot.of(group.getKey(), group.getValue()).write(directory.resolve(group.getKey() + ".svg"));
    }
  }

  /** The page that shows everything. */
  public String markdown() {
    StringBuilder page = new StringBuilder("# Benchmarks\n\n");
    page.append(READING);
    environments(page);
    if (!goals.isEmpty()) {
      page.append("\n## Goals\n\n").append(goals.markdown());
    }
    results.byGroup().forEach((group, measurements) -> section(page, group, measurements));
    return page.toString();
  }

  private void environments(StringBuilder page) {
    page.append("| run | date | command | machine |\n|---|---|---|---|\n");
    TreeSet<String> libraries = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Run run : runs.all()) {
      Environment environment = run.environment();
      libraries.addAll(environment.libraries());
      page.append(
          "| %s | %s | `%s` | %s |%n"
              .formatted(
                  run.name(),
                  run.at().toString().substring(0, "2000-01-01".length()),
                  environment.command().replace("|", "\\|"),
                  String.join(", ", environment.machine().values())));
    }
    page.append("\nLibraries: ").append(String.join(", ", libraries)).append("\n");
  }

  private void section(StringBuilder page, String group, List<Measurement> measurements) {
    page.append("\n## ").append(group).append("\n\n");
    String words = about.get(group);
    if (words != null) {
      page.append(words).append("\n\n");
    }
    page.append(new MeasurementTable(measurements, about).markdown());
    page.append("\n![%s](%s.svg)%n".formatted(group, group));
  }
}
