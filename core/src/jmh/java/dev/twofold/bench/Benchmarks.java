package dev.twofold.bench;

import dev.twofold.bench.page.Costs;
import dev.twofold.bench.report.Comparison;
import dev.twofold.bench.report.Descriptions;
import dev.twofold.bench.report.Environment;
import dev.twofold.bench.report.JmhFile;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Report;
import dev.twofold.bench.report.Run;
import dev.twofold.bench.report.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of a part of the project and writes the report of all, or compares results.
 *
 * <pre>
 *   part quick [pattern]          measures, and writes core/target/benchmarks
 *   part full [pattern]           measures for longer, and writes docs/benchmarks
 *   part smoke [pattern]          only shows that everything runs
 *   core report                   writes the report of docs/benchmarks anew from all results there
 *   core compare - before after   fails if any benchmark allocates over a tenth more than before
 * </pre>
 */
public final class Benchmarks {

  private static final String EVERYTHING = ".*";

  private Benchmarks() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    Part part = Part.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    String command = arguments[1];
    String pattern = arguments.length > 2 ? arguments[2] : EVERYTHING;
    switch (command) {
      case "compare" -> {
        if (arguments.length < 5) {
          throw new IllegalArgumentException(
              "compare needs two files of results: -Dbench.before=... -Dbench.after=...");
        }
        compare(Path.of(arguments[3]), Path.of(arguments[4]));
      }
      case "report" -> report(Effort.FULL.directory());
      default -> measure(part, Effort.valueOf(command.toUpperCase(Locale.ROOT)), pattern);
    }
  }

  private static void measure(Part part, Effort effort, String pattern)
      throws RunnerException, IOException {
    boolean partial = !pattern.equals(EVERYTHING);
    List<Measurement> measurements = new ArrayList<>(part.counted(pattern));
    for (Pass pass : effort.passes()) {
      measurements.addAll(timed(pass, part.include(pass, pattern), effort == Effort.SMOKE));
    }
    if (measurements.isEmpty()) {
      System.out.println("No benchmark of " + part.run() + " is named like " + pattern);
      return;
    }
    Run run =
        new Run(
            partial ? part.run() + "-" + slug(pattern) : part.run(),
            Instant.now(),
            Environment.ofThisMachine(effort.command(part, partial ? pattern : null)),
            Descriptions.of(measurements),
            measurements);
    run.write(effort.directory());
    System.out.println(new Report(new Runs(List.of(run)), Goals.all()).markdown());
    report(effort.directory());
  }

  private static String slug(String pattern) {
    return pattern.replaceAll("\\W+", "-").replaceAll("^-|-$", "");
  }

  private static List<Measurement> timed(Pass pass, String include, boolean strictly)
      throws RunnerException, IOException {
    Path json = Files.createTempFile("jmh", ".json");
    try {
      ChainedOptionsBuilder options =
          new OptionsBuilder()
              .include(include)
              .addProfiler(GCProfiler.class)
              .addProfiler(Costs.class)
              .shouldFailOnError(strictly) // else one that fails would cost all others
              .resultFormat(ResultFormatType.JSON)
              .result(json.toString());
      new Runner(pass.options().apply(options).build()).run();
      return JmhFile.read(json);
    } catch (NoBenchmarksException e) {
      return List.of(); // the pattern wants only what is counted, or another part or pass
    } finally {
      Files.delete(json);
    }
  }

  private static void report(Path directory) throws IOException {
    new Report(Runs.read(directory), Goals.all()).write(directory);
    System.out.println("Written to " + directory.toAbsolutePath().normalize());
  }

  private static void compare(Path before, Path after) throws IOException {
    Comparison comparison = Comparison.of(Runs.read(before).results(), Runs.read(after).results());
    System.out.println(comparison.markdown());
    if (comparison.isLoss()) {
      System.exit(1);
    }
  }
}
