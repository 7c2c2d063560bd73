package dev.twofold.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long a run measures. */
enum Effort {

  /** One size of everything: allocation is right, times are a first impression. */
  QUICK {
    @Override
    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
      return options
          .forks(1)
          .warmupIterations(2)
          .warmupTime(TimeValue.milliseconds(300))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(150))
          .param("keys", "100")
          .param("client", "twofold", "redisson", "jedis", "lettuce")
          .param("delayMillis", "0")
          .param("networkMillis", "0")
          .param("database", "H2")
          .param("percent", "10");
    }
  },

  /** What docs/benchmarks shows. */
  FULL {
    @Override
    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
      return options
          .forks(1)
          .warmupIterations(3)
          .warmupTime(TimeValue.milliseconds(300))
          .measurementIterations(4)
          .measurementTime(TimeValue.milliseconds(200));
    }
  };

  abstract ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options);

  /** Where a run writes. */
  Path directory() {
    return this == FULL ? Path.of("docs", "benchmarks") : Path.of("core", "target", "benchmarks");
  }

  /** What somebody types to repeat a run. */
  String command(Part part, @Nullable String pattern) {
    String full = this == FULL ? " -Dbench=full" : "";
    String some = pattern == null ? "" : " -Dbench.include='" + pattern + "'";
    return "mvn -q -Pbench -pl " + part.modules() + full + some;
  }
}
