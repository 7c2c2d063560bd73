package dev.twofold.checker.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was counted and what was found. Thread-safe. */
public final class Report {

  private static final int EXPLAINED = 60;

  private final Map<View, Long> reads = new EnumMap<>(View.class);
  private final Map<Outcome, Long> transactions = new EnumMap<>(Outcome.class);
  private final Map<String, Long> troubles = new TreeMap<>();
  private final Lateness inPeace = new Lateness();
  private final Lateness disturbed = new Lateness();
  private final List<Violation> explained = new ArrayList<>();
  private final Map<Violation.Rule, Long> violations = new EnumMap<>(Violation.Rule.class);
  private final List<String> notes = new ArrayList<>();
  private long forgotten;
  private long operations;
  private long writes;

  /** How many reads and writes of a cell there were. */
  public synchronized long operations() {
    return operations;
  }

  /** How many of them broke a promise. */
  public synchronized long violations() {
    return violations.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The first of them. */
  public synchronized List<Violation> explained() {
    return List.copyOf(explained);
  }

  /** Adds a line. */
  public synchronized void note(String line) {
    notes.add(line);
  }

  synchronized void read(View view) {
    operations++;
    reads.merge(view, 1L, Long::sum);
  }

  synchronized void written(int cells) {
    operations += cells;
    writes += cells;
  }

  synchronized void ended(Outcome outcome) {
    transactions.merge(outcome, 1L, Long::sum);
  }

  synchronized void trouble(String kind) {
    troubles.merge(kind, 1L, Long::sum);
  }

  synchronized void violated(Violation violation) {
    violations.merge(violation.rule(), 1L, Long::sum);
    if (explained.size() < EXPLAINED) {
      explained.add(violation);
    }
  }

  /** A read saw what Redis had when it went back in time, not long after that. */
  synchronized void forgotten() {
    forgotten++;
  }

  /**
   * An answer of a near tier.
   *
   * @param late by how many nanoseconds
   * @param wasDisturbed whether that was to be expected
   */
  synchronized void near(long late, boolean wasDisturbed) {
    (wasDisturbed ? disturbed : inPeace).add(late);
  }

  /** Everything, in lines. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(notes);
    lines.add("reads " + reads);
    lines.add("writes of cells " + writes + ", transactions " + transactions);
    lines.add("failures that are allowed " + troubles);
    lines.add("late answers of near tiers in peace: " + inPeace.distribution());
    lines.add("late answers of near tiers just disturbed: " + disturbed.distribution());
    lines.add("old answers right after Redis went back in time: " + forgotten);
    lines.add("violations " + violations);
    explained.forEach(violation -> lines.add("  " + violation));
    return lines;
  }
}
