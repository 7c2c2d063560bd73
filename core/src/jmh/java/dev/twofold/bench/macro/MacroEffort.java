package dev.twofold.bench.macro;

import java.nio.file.Path;
import java.time.Duration;

/** How long each workload of each contender is measured. */
enum MacroEffort {
  /** The ratios are a first impression. */
  QUICK(Duration.ofSeconds(5), 3, Duration.ofMillis(500), Duration.ofSeconds(1)),

  /** What docs/benchmarks shows. */
  FULL(Duration.ofSeconds(30), 5, Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Duration warmUp;
  private final int rounds;
  private final Duration round;
  private final Duration latency;

  MacroEffort(Duration warmUp, int rounds, Duration round, Duration latency) {
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.round = round;
    this.latency = latency;
  }

  /** At most. */
  Duration warmUp() {
    return warmUp;
  }

  /** How often the throughput is measured; the median counts. */
  int rounds() {
    return rounds;
  }

  Duration round() {
    return round;
  }

  /** How long requests come at a fixed rate. */
  Duration latency() {
    return latency;
  }

  /** Where a run writes. */
  Path directory() {
    return this == FULL ? Path.of("docs", "benchmarks") : Path.of("core", "target", "benchmarks");
  }

  /** What somebody types to repeat a run. */
  String command(String pattern) {
    return "mvn -q -Pbench,macro -pl demo-webapp -am"
        + (this == FULL ? " -Dbench=full" : "")
        + (pattern.equals(MacroBenchmarks.EVERYTHING) ? "" : " -Dbench.include='" + pattern + "'");
  }
}
