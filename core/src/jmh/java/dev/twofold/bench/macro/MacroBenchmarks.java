package dev.twofold.bench.macro;

import dev.twofold.bench.Goals;
import dev.twofold.bench.report.About;
import dev.twofold.bench.report.Environment;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Report;
import dev.twofold.bench.report.Run;
import dev.twofold.bench.report.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the load of all workloads on all contenders, one after the other, and writes the report.
 * Driver, server, database and Redis share the machine: all contenders have the same share of it.
 *
 * <pre>
 *   quick [pattern]      measures, and writes core/target/benchmarks
 *   full [pattern]       measures for longer, and writes docs/benchmarks
 *   smoke [pattern]      only shows that everything runs
 * </pre>
 */
public final class MacroBenchmarks {

  static final String EVERYTHING = ".*";

  private static final String RUN = "macro";

  private final MacroEffort effort;
  private final String pattern;
  private final Meter meter;
  private final SameAnswers answers = new SameAnswers();
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<String, String> about = new TreeMap<>();
  private boolean failed;

  private MacroBenchmarks(MacroEffort effort, String pattern) {
    this.effort = effort;
    this.pattern = pattern;
    meter = new Meter(effort);
  }

  /** Measures with the effort and the workloads that the arguments name. */
  public static void main(String[] arguments) throws Exception {
    MacroEffort effort =
        MacroEffort.valueOf(
            (arguments.length > 0 ? arguments[0] : "quick").toUpperCase(Locale.ROOT));
    MacroBenchmarks benchmarks =
        new MacroBenchmarks(effort, arguments.length > 1 ? arguments[1] : EVERYTHING);
    for (MacroContender contender : MacroContender.values()) {
      benchmarks.measure(contender);
    }
    benchmarks.report();
    System.exit(benchmarks.failed ? 1 : 0);
  }

  private void measure(MacroContender contender) throws NoSuchFieldException {
    about.put("contender=" + contender.name(), words(contender));
    try (Place place = Place.open(contender)) {
      List<Workload> workloads =
          place.workloads().stream().filter(each -> each.group().matches(pattern)).toList();
      try (Connection connection = new Connection(place.server().port())) {
        for (Workload workload : workloads) {
          about.put(workload.group(), workload.about());
          answers.check(workload, connection);
        }
      }
      meter.warmUp(workloads, place.server());
      for (Workload workload : workloads) {
        measure(contender, workload, place.server());
      }
    } catch (Exception e) {
      tell(contender.name(), e);
    }
  }

  private void measure(MacroContender contender, Workload workload, ServerProcess server) {
    try {
      Measurement measurement = meter.measure(contender, workload, server);
      System.out.println(measurement.id() + " " + measurement.figures());
      measurements.add(measurement);
    } catch (Exception e) {
      tell(workload.id() + " of " + contender, e);
    }
  }

  /** What fails has no row; it does not cost the rows of others. */
  private void tell(String what, Exception failure) {
    failed = true;
    System.out.println("FAILED: " + what);
    failure.printStackTrace(System.out);
  }

  private void report() throws IOException {
    boolean partial = !pattern.equals(EVERYTHING);
    Path directory = effort.directory();
    Run run =
        new Run(
            partial ? RUN + "-" + pattern.replaceAll("\\W+", "-") : RUN,
            Instant.now(),
            Environment.ofThisMachine(effort.command(pattern)),
            about,
            List.copyOf(measurements));
    run.write(directory);
    System.out.println(new Report(new Runs(List.of(run)), Goals.all()).markdown());
    new Report(Runs.read(directory), Goals.all()).write(directory);
    System.out.println("Written to " + directory.toAbsolutePath().normalize());
  }

  private static String words(MacroContender contender) throws NoSuchFieldException {
    return MacroContender.class.getField(contender.name()).getAnnotation(About.class).value();
  }
}
