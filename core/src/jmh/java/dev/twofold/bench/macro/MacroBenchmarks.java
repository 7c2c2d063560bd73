package dev.twofold.bench.macro;

import dev.twofold.bench.Goals;
import dev.twofold.bench.report.About;
import dev.twofold.bench.report.Environment;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Report;
import dev.twofold.bench.report.Run;
import dev.twofold.bench.report.Runs;
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

  private MacroBenchmarks() {}

  /** Measures with the effort and the workloads that the arguments name. */
  public static void main(String[] arguments) throws Exception {
    MacroEffort effort =
        MacroEffort.valueOf(
            (arguments.length > 0 ? arguments[0] : "quick").toUpperCase(Locale.ROOT));
    String pattern = arguments.length > 1 ? arguments[1] : EVERYTHING;
    boolean partial = !pattern.equals(EVERYTHING);
    Meter meter = new Meter(effort);
    SameAnswers answers = new SameAnswers();
    List<Measurement> measurements = new ArrayList<>();
    Map<String, String> about = new TreeMap<>();
    for (MacroContender contender : MacroContender.values()) {
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
          Measurement measurement = meter.measure(contender, workload, place.server());
          System.out.println(measurement.id() + " " + measurement.figures());
          measurements.add(measurement);
        }
      }
    }
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
