package dev.twofold.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two runs side by side: allocation is held to what it was, time is told. */
public final class Comparison {

  private static final double TOLERANCE = 1.1;

  /** So much more is noise: a compilation that came a little later. */
  private static final double FEW_BYTES = 16;

  private record Pair(Measurement before, Measurement after) {

    boolean isLoss() {
      return after.bytes() > before.bytes() * TOLERANCE + FEW_BYTES;
    }
  }

  private final List<Pair> pairs;

  private Comparison(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** Compares what both runs have measured. */
  public static Comparison of(Results before, Results after) {
    Map<String, Measurement> old = before.byId();
    List<Pair> pairs = new ArrayList<>();
    after
        .byId()
        .forEach(
            (id, measurement) -> {
              Measurement earlier = old.get(id);
              if (earlier != null) {
                pairs.add(new Pair(earlier, measurement));
              }
            });
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "The two files have no benchmark in common: %d and %d measurements"
              .formatted(old.size(), after.size()));
    }
    return new Comparison(pairs);
  }

  /** Whether any benchmark allocates over a tenth more than before. */
  public boolean isLoss() {
    return pairs.stream().anyMatch(Pair::isLoss);
  }

  /** One row for each benchmark. */
  public String markdown() {
    StringBuilder table =
        new StringBuilder(
            """
            | benchmark | B before | B after | | ns before | ns after | time |
            |---|--:|--:|---|--:|--:|--:|
            """);
    for (Pair pair : pairs) {
      Measurement before = pair.before();
      Measurement after = pair.after();
      table.append(
          "| %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  after.id(),
                  Numbers.text(before.bytes()),
                  Numbers.text(after.bytes()),
                  pair.isLoss() ? "**LOSS**" : "",
                  Numbers.text(before.nanos()),
                  Numbers.text(after.nanos()),
                  Numbers.text(after.nanos() / before.nanos())));
    }
    return table.toString();
  }
}
