package dev.twofold.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The phases of a run, by name, and which one it is. Thread-safe. */
final class Timeline {

  private static final String CALM = "calm";
  private static final int MOST_EXAMPLES = 10;

  private final Map<String, Phase> phases = new ConcurrentHashMap<>();
  private final List<String> order = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> examples = new ConcurrentLinkedQueue<>();
  private volatile Phase current = enter(CALM, false);

  /** Nothing is wrong from now on. */
  void calm() {
    current = enter(CALM, false);
  }

  /** Something is wrong from now on. */
  void strike(Fault fault) {
    current = enter(fault.text(), fault.takesDatabase());
  }

  /** It is wrong no longer; what it did may go on for a while. */
  void heal(Fault fault) {
    current = enter("after " + fault.text(), fault.takesDatabase());
  }

  private Phase enter(String name, boolean databaseAway) {
    return phases.computeIfAbsent(
        name,
        first -> {
          order.add(name);
          return new Phase(name, databaseAway);
        });
  }

  Phase current() {
    return current;
  }

  /** Keeps the reason of an error, unless there are enough. */
  void explain(Phase phase, RuntimeException reason) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(phase.name() + ": " + reason);
    }
  }

  /** In the order in which they began first. Used once the load has ended. */
  List<Phase> phases() {
    return order.stream().map(phases::get).toList();
  }

  List<String> examples() {
    return List.copyOf(examples);
  }

  long requests() {
    return phases.values().stream().mapToLong(Phase::requests).sum();
  }

  long errors() {
    return phases.values().stream().mapToLong(Phase::errors).sum();
  }
}
