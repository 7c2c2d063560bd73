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
 * @param pages what is asked for once before anything is measured, so that caches have what they
 *     would have after a day; empty: only what the warm-up happens to ask for
 */
record Workload(
    String group,
    String about,
    SortedMap<String, String> parameters,
    Asks asks,
    List<Ask> samples,
    List<Ask> pages) {

  /** An endless source of requests. Thread-safe. */
  interface Asks {

    /** Draws one. */
    Ask next(RandomGenerator random);
  }

  /** Whether a goal rests on it. */
  boolean isDecisive() {
    return group.equals(MacroGoals.GROUP);
  }

  /** Name and parameters. */
  String id() {
    return group + parameters;
  }
}
