package dev.twofold.demo.cost;

import java.time.Duration;
import java.util.Map;

/** The two headers that tell what a response has cost. */
public final class CostHeaders {

  private CostHeaders() {}

  /**
   * {@code X-Twofold-Stats}: counts, and keys answered per place. {@code Server-Timing}:
   * milliseconds per tier, which browsers show.
   */
  public static Map<String, String> of(RequestCost cost) {
    RequestCost now = cost.atOnce();
    return Map.of("X-Twofold-Stats", counts(now), "Server-Timing", times(now));
  }

  private static String counts(RequestCost cost) {
    StringBuilder counts = new StringBuilder(250);
    count(counts, "statements", cost.statements());
    count(counts, "redis", cost.redis());
    count(counts, "request", cost.request());
    count(counts, "near", cost.near());
    count(counts, "distributed", cost.distributed());
    count(counts, "database", cost.database());
    count(counts, "absent", cost.absent());
    count(counts, "waves", cost.waves());
    count(counts, "multigets", cost.multiGets());
    count(counts, "fills", cost.fills());
    count(counts, "loader-statements", cost.loaderStatements());
    count(counts, "connections", cost.connections());
    return counts
        .append("mode=")
        .append(cost.mode())
        .append("; style=")
        .append(cost.style())
        .toString();
  }

  private static void count(StringBuilder counts, String name, long count) {
    counts.append(name).append('=').append(count).append("; ");
  }

  private static String times(RequestCost cost) {
    Duration total = cost.elapsed();
    Duration rest =
        total.minus(cost.rendering()).minus(cost.redisTime()).minus(cost.databaseTime());
    StringBuilder times = new StringBuilder(200);
    time(times, "store", rest).append(cost.request()).append(" of ").append(cost.asked());
    times.append(" keys\", ");
    time(times, "redis", cost.redisTime()).append(cost.redis()).append(" trips\", ");
    time(times, "db", cost.databaseTime()).append(cost.statements()).append(" statements\", ");
    time(times, "render", cost.rendering()).append("page\", ");
    time(times, "total", total).append(cost.mode()).append('"');
    return times.toString();
  }

  /** Appends milliseconds to three places by hand: a formatter takes longer than many a page. */
  private static StringBuilder time(StringBuilder times, String name, Duration duration) {
    long micros = Math.max(0, (duration.toNanos() + 500) / 1_000);
    times.append(name).append(";dur=").append(micros / 1_000).append('.');
    String fraction = Long.toString(micros % 1_000);
    return times.append("0".repeat(3 - fraction.length())).append(fraction).append(";desc=\"");
  }
}
