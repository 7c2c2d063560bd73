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
 * @param reason why it is not reached where it is not; empty if nobody has written one
 * @param obstacle what shows that it cannot be measured at all; empty for all that can be
 */
public record Goal(
    String name,
    Bound bound,
    Function<Results, OptionalDouble> limit,
    String unit,
    Function<Results, OptionalDouble> measured,
    String reason,
    String obstacle) {

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
    return of(name, Bound.AT_MOST, results -> OptionalDouble.of(limit), unit, measured);
  }

  /** A goal of at least a fixed number. */
  public static Goal atLeast(
      String name, double limit, String unit, Function<Results, OptionalDouble> measured) {
    return of(name, Bound.AT_LEAST, results -> OptionalDouble.of(limit), unit, measured);
  }

  /** A goal whose limit comes from the run, too. */
  public static Goal of(
      String name,
      Bound bound,
      Function<Results, OptionalDouble> limit,
      String unit,
      Function<Results, OptionalDouble> measured) {
    return new Goal(name, bound, limit, unit, measured, "", "");
  }

  /**
   * The same goal, and why it is not reached; a report says it only of a run that does not.
   *
   * @param why in sentences, without numbers that depend on the run
   */
  public Goal because(String why) {
    return new Goal(name, bound, limit, unit, measured, why, obstacle);
  }

  /**
   * A goal that cannot be measured, which a report says whatever a run has measured.
   *
   * @param command what shows that it cannot be
   * @param why in sentences
   */
  public static Goal notMeasurable(
      String name, Bound bound, double limit, String unit, String command, String why) {
    return new Goal(
        name,
        bound,
        results -> OptionalDouble.of(limit),
        unit,
        results -> OptionalDouble.empty(),
        why,
        command);
  }
}
