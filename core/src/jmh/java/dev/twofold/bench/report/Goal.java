package dev.twofold.bench.report;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Something that a run shows to be reached or not.
 *
 * @param name what, for a reader
 * @param bound how it is compared with the limit
 * @param limit the number that is to be reached, from the run: most are fixed, some follow a peer
 * @param unit of limit and measured number
 * @param measured the number; empty if the run did not measure what it needs
 */
public record Goal(
    String name,
    Bound bound,
    Function<Results, OptionalDouble> limit,
    String unit,
    Function<Results, OptionalDouble> measured) {

  /** On which side of the limit a goal is reached. */
  public enum Bound {
    AT_MOST("at most"),
    AT_LEAST("at least");

    private final String words;

    Bound(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean holds(double measured, double limit) {
      return this == AT_MOST ? measured <= limit : measured >= limit;
    }
  }

  /** A goal of at most a fixed number. */
  public static Goal atMost(
      String name, double limit, String unit, Function<Results, OptionalDouble> measured) {
    return new Goal(name, Bound.AT_MOST, results -> OptionalDouble.of(limit), unit, measured);
  }

  /** A goal of at least a fixed number. */
  public static Goal atLeast(
      String name, double limit, String unit, Function<Results, OptionalDouble> measured) {
    return new Goal(name, Bound.AT_LEAST, results -> OptionalDouble.of(limit), unit, measured);
  }
}
