package dev.twofold.demo.cost;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
    Map<String, Object> pairs = new LinkedHashMap<>();
    pairs.put("statements", cost.statements());
    pairs.put("redis", cost.redis());
    pairs.put("request", cost.request());
    pairs.put("near", cost.near());
    pairs.put("distributed", cost.distributed());
    pairs.put("database", cost.database());
    pairs.put("absent", cost.absent());
    pairs.put("waves", cost.waves());
    pairs.put("multigets", cost.multiGets());
    pairs.put("fills", cost.fills());
    pairs.put("loader-statements", cost.loaderStatements());
    pairs.put("connections", cost.connections());
    pairs.put("mode", cost.mode());
    pairs.put("style", cost.style());
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String times(RequestCost cost) {
    Duration total = cost.elapsed();
    Duration rest =
        total.minus(cost.rendering()).minus(cost.redisTime()).minus(cost.databaseTime());
    return String.join(
        ", ",
        entry("store", rest, "%d of %d keys".formatted(cost.request(), cost.asked())),
        entry("redis", cost.redisTime(), "%d trips".formatted(cost.redis())),
        entry("db", cost.databaseTime(), "%d statements".formatted(cost.statements())),
        entry("render", cost.rendering(), "page"),
        entry("total", total, cost.mode()));
  }

  private static String entry(String name, Duration duration, String description) {
    double milliseconds = Math.max(0, RequestCost.milliseconds(duration));
    return String.format(Locale.ROOT, "%s;dur=%.3f;desc=\"%s\"", name, milliseconds, description);
  }
}
