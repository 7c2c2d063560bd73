package dev.twofold.checker.history;

import static java.util.Objects.requireNonNull;

import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.Event.WriteBegun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The transactions whose end, or whose delivery to Redis, is still to come. */
final class Transactions {

  private final Function<Cell, CellHistory> cells;
  private final Map<Long, List<Write>> open = new HashMap<>();
  private final Map<Integer, List<Write>> undelivered = new HashMap<>();

  Transactions(Function<Cell, CellHistory> cells) {
    this.cells = cells;
  }

  void begin(int node, WriteBegun begun) {
    List<Write> writes = new ArrayList<>();
    for (Change change : begun.changes()) {
      Write write =
          new Write(
              begun.transaction(),
              begun.how(),
              node,
              change.cell(),
              change.next(),
              begun.commitStart());
      cells.apply(change.cell()).add(write);
      writes.add(write);
    }
    open.put(begun.transaction(), writes);
  }

  /** Its commit has returned: strict regions know from then on, whatever becomes of the node. */
  void returned(long transaction, long time) {
    List<Write> writes = requireNonNull(open.get(transaction), "a transaction that has begun");
    writes.stream().filter(Transactions::isStrict).forEach(write -> write.certainFrom(time));
  }

  /** The node says what became of it; an unknown outcome stays open. */
  void end(int node, long transaction, Outcome outcome, long finish) {
    if (outcome == Outcome.UNKNOWN) {
      return;
    }
    List<Write> writes = requireNonNull(open.remove(transaction), "a transaction that has begun");
    switch (outcome) {
      case ROLLED_BACK -> writes.forEach(write -> cells.apply(write.cell).remove(write));
      case CONFIRMED -> writes.forEach(write -> committed(write, finish, finish));
      default -> {
        for (Write write : writes) {
          committed(write, finish, isStrict(write) ? finish : Write.NEVER);
          undelivered.computeIfAbsent(node, key -> new ArrayList<>()).add(write);
        }
      }
    }
  }

  void delivered(int node, long time) {
    List<Write> writes = undelivered.remove(node);
    if (writes != null) {
      writes.forEach(write -> everywhere(write, time));
    }
  }

  /** The transactions of a node that it has not ended. */
  Set<Long> openOf(int node) {
    Set<Long> transactions = new HashSet<>();
    open.forEach(
        (transaction, writes) -> {
          if (writes.stream().anyMatch(write -> write.node == node)) {
            transactions.add(transaction);
          }
        });
    return transactions;
  }

  /**
   * The database has said which transactions of a dead node it has committed. Strict regions know
   * from then on at the latest, available ones after a while.
   */
  void died(int node, Set<Long> committed, long time, long patience) {
    for (Long transaction : openOf(node)) {
      List<Write> writes = requireNonNull(open.remove(transaction));
      for (Write write : writes) {
        if (committed.contains(transaction)) {
          committed(write, Write.NEVER, isStrict(write) ? time : time + patience);
        } else {
          cells.apply(write.cell).remove(write);
        }
      }
    }
    delivered(node, time + patience);
  }

  private static void committed(Write write, long atHome, long everywhere) {
    write.knownAtHome = atHome;
    write.knownEverywhere = everywhere;
  }

  private static void everywhere(Write write, long time) {
    write.knownEverywhere = Math.min(write.knownEverywhere, time);
  }

  private static boolean isStrict(Write write) {
    return write.cell.kind().isStrict();
  }
}
