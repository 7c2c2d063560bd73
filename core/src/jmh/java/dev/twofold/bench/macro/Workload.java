package dev.twofold.bench.macro;

import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * Something that clients do.
 *
 * @param group what a report calls it
 * @param about what it is, for a report
 * @param parameters such as the format, for a report
 * @param asks what to send
 * @param samples of the requests that only read: all contenders must answer them alike
 */
record Workload(
    String group,
    String about,
    SortedMap<String, String> parameters,
    Asks asks,
    List<Ask> samples) {

  /** An endless source of requests. Thread-safe. */
  interface Asks {

    /** Draws one. */
    Ask next(RandomGenerator random);
  }

  /** Name and parameters. */
  String id() {
    return group + parameters;
  }
}
