package dev.twofold.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a run measures. */
@SuppressWarnings("ImmutableEnumChecker") // passes keep nothing
enum Effort {

  /** Whether everything runs: the numbers mean nothing. */
  SMOKE(
      new Pass(
          Pass.ALL,
          options ->
              Pass.times(options, 0, 1, 1, 50)
                  .jvmArgsAppend("-XX:TieredStopAtLevel=1")
                  .param("keys", "100")
                  .param("delayMillis", "1")
                  .param("networkMillis", "1")
                  .param("database", "POSTGRES_AT_1_MS")
                  .param("percent", "10"))),

  /**
   * One size and one thread, and of pages those that goals compare and that are soon filled:
   * allocation is right, times are a first impression.
   */
  QUICK(
      Pass.quick("(?!page\\.|scale\\.Threads)"),
      Pass.quickPage("Cold", "JDBC", "TWOFOLD", "TWOFOLD_REDIS", "EBEAN_GROUP", "HIBERNATE_BATCH"),
      Pass.quickPage(
          "NearWarm", "EHCACHE_LOOP", "TWOFOLD_NEAR", "EBEAN_CACHE", "HIBERNATE_CACHE_REFERENCE"),
      Pass.quickPage("RedisWarm", "REDISSON_MGET", "TWOFOLD_REDIS", "JETCACHE_REDIS")),

  /** What docs/benchmarks shows. */
  FULL(Pass.others(), Pass.pages(), Pass.tier(0, "1", "10", "100", "1000"), Pass.tier(1, "100"));

  private final List<Pass> passes;

  Effort(Pass... passes) {
    this.passes = List.of(passes);
  }

  /** What is run, one after the other. */
  List<Pass> passes() {
    return passes;
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
  String command(Part part, @Nullable String pattern) {
    String effort = this == QUICK ? "" : " -Dbench=" + name().toLowerCase(Locale.ROOT);
    String some = pattern == null ? "" : " -Dbench.include='" + pattern + "'";
    return "mvn -q -Pbench -pl " + part.modules() + effort + some;
  }
}
