package dev.twofold.bench.macro;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How long each workload of each contender is measured. */
@SuppressWarnings("ImmutableEnumChecker") // spans cannot be changed
enum MacroEffort {
  /** Whether everything runs: the numbers mean nothing. */
  SMOKE(Spans.SHORTEST, Spans.SHORTEST),

  /** The ratios are a first impression. */
  QUICK(Spans.SHORT, Spans.SHORT),

  /** What docs/benchmarks shows. */
  FULL(Spans.LONG, Spans.SHORT);

  private final Spans decisive;
  private final Spans others;

  MacroEffort(Spans decisive, Spans others) {
    this.decisive = decisive;
    this.others = others;
  }

  /** How long a workload is measured: those that a goal rests on longer than others. */
  Spans spans(Workload workload) {
    return workload.isDecisive() ? decisive : others;
  }

  /** Where a run writes. */
  Path directory() {
    return switch (this) {
      case SMOKE -> Path.of("core", "target", "benchmarks-smoke");
      case QUICK -> Path.of("core", "target", "benchmarks");
      case FULL -> Path.of("docs", "benchmarks");
    };
  }

  /** What somebody types to repeat a run. */
  String command(String pattern) {
    return "mvn -q -Pbench,macro -pl demo-webapp -am"
        + (this == QUICK ? "" : " -Dbench=" + name().toLowerCase(Locale.ROOT))
        + (pattern.equals(MacroBenchmarks.EVERYTHING) ? "" : " -Dbench.include='" + pattern + "'");
  }

  /**
   * How long something goes on.
   *
   * @param warmUp at most
   * @param rounds how often the throughput is measured; the median counts
   * @param round each of them
   * @param latency how long requests come at a fixed rate
   */
  record Spans(Duration warmUp, int rounds, Duration round, Duration latency) {

    static final Spans SHORTEST =
        new Spans(Duration.ofMillis(200), 1, Duration.ofMillis(100), Duration.ofMillis(200));

    static final Spans SHORT =
        new Spans(Duration.ofSeconds(3), 3, Duration.ofMillis(700), Duration.ofSeconds(1));

    static final Spans LONG =
        new Spans(Duration.ofSeconds(8), 5, Duration.ofSeconds(1), Duration.ofSeconds(8));
  }
}
