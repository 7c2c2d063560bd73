package dev.twofold.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.checker.history.Report;
import dev.twofold.checker.model.Scale;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Starts a Redis, a PostgreSQL and several processes that read and write through engines of their
 * own, lets things go wrong, and checks that nothing stale was read. What it is asked to do are
 * system properties; see {@link CheckOptions}.
 */
public final class ConsistencyCheck {

  private ConsistencyCheck() {}

  /** Prints what was found; the last line says how much. Ends with 1 if that is anything. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    CheckOptions options = CheckOptions.ofSystemProperties();
    if (!options.guards().isEmpty()) {
      System.exit(new BrokenGuards(options, out).findAll() ? 0 : 1);
    }
    long start = System.nanoTime();
    Report report = check(options);
    double seconds = (System.nanoTime() - start) / 1e9;
    report.lines().forEach(out::println);
    out.printf("%.0f s, %.0f operations a second%n", seconds, report.operations() / seconds);
    out.printf("operations=%d violations=%d%n", report.operations(), report.violations());
    System.exit(report.violations() == 0 ? 0 : 1);
  }

  private static Report check(CheckOptions options) throws Exception {
    try (Surroundings surroundings = new Surroundings(options.redis())) {
      surroundings.start(Scale.DEFAULT);
      return new Check(options, surroundings, null, null).run(() -> false);
    }
  }
}
