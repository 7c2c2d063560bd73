package dev.twofold.checker.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one cell, in the order of versions. Two may have the same version while it is not
 * known which of them was committed. Old ones are forgotten: whoever reads them is late anyway.
 */
final class CellHistory {

  private static final int KEPT = 64;

  private final List<Write> writes = new ArrayList<>();
  private long forgotten = -1;

  void add(Write write) {
    int position = writes.size();
    while (position > 0 && writes.get(position - 1).state.version() > write.state.version()) {
      position--;
    }
    writes.add(position, write);
  }

  void remove(Write write) {
    writes.remove(write);
  }

  /** The newest version that has been forgotten; -1: none. */
  long forgotten() {
    return forgotten;
  }

  /** The newest write for which something holds. */
  @Nullable Write newest(Predicate<Write> condition) {
    for (int i = writes.size() - 1; i >= 0; i--) {
      if (condition.test(writes.get(i))) {
        return writes.get(i);
      }
    }
    return null;
  }

  /** The writes of newer versions. */
  List<Write> after(long version) {
    int first = writes.size();
    while (first > 0 && writes.get(first - 1).state.version() > version) {
      first--;
    }
    return writes.subList(first, writes.size());
  }

  boolean isKnown(long version) {
    return writes.stream().anyMatch(write -> write.state.version() == version);
  }

  /** Forgets writes that a newer one has replaced everywhere since before a time. */
  void forget(long time) {
    if (writes.size() <= KEPT) {
      return;
    }
    Write replaced = newest(write -> write.knownEverywhere < time);
    while (replaced != null && writes.get(0).state.version() < replaced.state.version()) {
      forgotten = Math.max(forgotten, writes.remove(0).state.version());
    }
  }
}
