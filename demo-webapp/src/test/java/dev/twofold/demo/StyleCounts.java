package dev.twofold.demo;

import dev.twofold.demo.data.Scale;
import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.testing.PostgresServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints what the front page costs in each style, on H2 and on PostgreSQL, with a real Redis. All
 * servers are its own.
 */
public final class StyleCounts {

  private static final Logger log = LoggerFactory.getLogger(StyleCounts.class);

  private static final String HEADING =
      """
                              first request                  second request
      database    style       statements  Redis trips  keys  statements  Redis trips  keys
      """;

  private StyleCounts() {}

  /**
   * Prints the table.
   *
   * @throws IllegalStateException if the styles do not all show and cost the same
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, List<StyleCount>> counts = new LinkedHashMap<>();
    counts.put("H2", measure(DatabaseChoice.inMemory()));
    try (PostgresServer postgres = new PostgresServer()) {
      postgres.start();
      counts.put("PostgreSQL", measure(new DatabaseChoice(postgres.url(), null, null)));
    }
    log.info("The front page in each style, and what it costs:\n\n{}{}", HEADING, table(counts));
    requireEqual(counts);
  }

  private static List<StyleCount> measure(DatabaseChoice database) throws Exception {
    try (RunningDemo demo = RunningDemo.on(database, Scale.DEFAULT)) {
      demo.start();
      return StyleCount.ofAll(demo);
    }
  }

  private static String table(Map<String, List<StyleCount>> counts) {
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (database, styles) -> styles.forEach(style -> table.append(row(database, style))));
    return table.toString();
  }

  private static String row(String database, StyleCount count) {
    return String.format(
        Locale.ROOT,
        "%-10s  %-10s  %10d  %11d  %4d  %10d  %11d  %4d%n",
        database,
        count.style(),
        count.cold().statements(),
        count.cold().of("redis"),
        count.cold().of("database"),
        count.warm().statements(),
        count.warm().of("redis"),
        count.warm().of("distributed"));
  }

  private static void requireEqual(Map<String, List<StyleCount>> counts) {
    List<StyleCount> all = counts.values().stream().flatMap(List::stream).toList();
    List<String> others = new ArrayList<>();
    counts.forEach(
        (database, styles) ->
            styles.stream()
                .filter(style -> !style.isLike(all.get(0)))
                .forEach(style -> others.add(style.style() + " on " + database)));
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          "%s on H2 shows or costs something else than %s"
              .formatted(all.get(0).style(), String.join(", ", others)));
    }
  }
}
