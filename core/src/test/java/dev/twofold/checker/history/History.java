package dev.twofold.checker.history;

import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.Event.CommitReturned;
import dev.twofold.checker.history.Event.Complaint;
import dev.twofold.checker.history.Event.Delivered;
import dev.twofold.checker.history.Event.Heartbeat;
import dev.twofold.checker.history.Event.Read;
import dev.twofold.checker.history.Event.Trouble;
import dev.twofold.checker.history.Event.WriteBegun;
import dev.twofold.checker.history.Event.WriteEnded;
import dev.twofold.checker.history.Violation.Rule;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What all nodes have read and written, checked as it arrives. Thread-safe.
 *
 * <p>Nodes tell of a write before they commit it, once its commit has returned, and of its end once
 * its invalidation has returned, and of a read once it has its answer. A read is checked when every
 * node has told all that it saw until the end of the read: then all writes are known that can have
 * mattered to it. So it does not matter how long events travel, only the order in which one node
 * sends them.
 */
public final class History {

  private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(2);

  private final Windows windows;
  private final Disturbances disturbances;
  private final Relapses relapses;
  private final Report report = new Report();
  private final Map<Cell, CellHistory> cells = new HashMap<>();
  private final Transactions transactions = new Transactions(this::cell);
  private final Map<Integer, Long> toldUntil = new HashMap<>();
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(each -> each.read.end()));

  public History(Windows windows, Disturbances disturbances, Relapses relapses) {
    this.windows = windows;
    this.disturbances = disturbances;
    this.relapses = relapses;
  }

  /** What was found so far. */
  public Report report() {
    return report;
  }

  /** What the database has before any node starts. */
  public synchronized void initial(Collection<Change> states) {
    for (Change each : states) {
      Write write = new Write(0, "setup", -1, each.cell(), each.next(), Long.MIN_VALUE);
      write.knownAtHome = System.nanoTime();
      write.knownEverywhere = write.knownAtHome;
      cell(each.cell()).add(write);
    }
  }

  /** A node begins to tell. */
  public synchronized void joined(int node) {
    toldUntil.put(node, System.nanoTime());
  }

  /** The transactions of a node whose outcome nobody knows; ask once it is dead. */
  public synchronized Set<Long> openTransactions(int node) {
    return transactions.openOf(node);
  }

  /**
   * A node is dead and has told all that it will.
   *
   * @param committed those of its open transactions that the database has committed
   */
  public synchronized void died(int node, Set<Long> committed) {
    transactions.died(node, committed, System.nanoTime(), windows.death().toNanos());
    toldUntil.remove(node);
    check();
  }

  /** A node tells. */
  public synchronized void tell(int node, Event event) {
    if (event instanceof Read read) {
      report.read(read.view());
      pending.add(new Pending(node, read));
    } else if (event instanceof WriteBegun begun) {
      report.written(begun.changes().size());
      transactions.begin(node, begun);
    } else if (event instanceof CommitReturned returned) {
      transactions.returned(returned.transaction(), returned.time());
    } else if (event instanceof WriteEnded ended) {
      report.ended(ended.outcome());
      transactions.end(node, ended.transaction(), ended.outcome(), ended.finish());
    } else if (event instanceof Delivered delivered) {
      transactions.delivered(node, delivered.time());
    } else if (event instanceof Heartbeat heartbeat) {
      toldUntil.put(node, heartbeat.time());
      check();
    } else if (event instanceof Complaint complaint) {
      report.violated(new Violation(Rule.OWN_WRITE, "node " + node + ": " + complaint.text()));
    } else if (event instanceof Trouble trouble) {
      report.trouble(trouble.kind());
    }
  }

  /**
   * Everything has come to rest: whatever the database has is known everywhere. Reads before are
   * checked first.
   *
   * @param truth the states of all cells in the database
   */
  public synchronized void settle(Collection<Change> truth) {
    checkAll();
    long now = System.nanoTime();
    for (Change each : truth) {
      CellHistory cell = cell(each.cell());
      Write last = cell.newest(write -> write.state.equals(each.next()));
      if (last == null) {
        report.violated(
            new Violation(
                Rule.NEVER_COMMITTED,
                "the database has %s of %s".formatted(each.next(), each.cell())));
      } else {
        last.knownAtHome = Math.min(last.knownAtHome, now);
        last.knownEverywhere = Math.min(last.knownEverywhere, now);
      }
    }
  }

  /** Checks all reads; every node must have told all that it saw. */
  public synchronized void checkAll() {
    check(Write.NEVER);
  }

  private CellHistory cell(Cell cell) {
    return cells.computeIfAbsent(cell, key -> new CellHistory());
  }

  private void check() {
    check(toldUntil.values().stream().mapToLong(Long::longValue).min().orElse(Write.NEVER));
  }

  private void check(long until) {
    while (!pending.isEmpty() && pending.peek().read.end() < until) {
      check(pending.remove());
    }
  }

  private void check(Pending each) {
    CellHistory cell = cell(each.read.cell());
    ReadCheck check = new ReadCheck(cell, each.node, each.read);
    boolean disturbed = isDisturbed(each);
    long window = window(each.read, disturbed);
    if (check.violation(window, known -> false).isPresent()) {
      check
          .violation(window, known -> isForgotten(known, each.read))
          .ifPresentOrElse(report::violated, report::forgotten);
    }
    Sharing sharing = each.read.view().sharing();
    if (sharing == Sharing.STRICT) {
      check.remember();
    } else if (sharing == Sharing.NEAR) {
      report.near(check.lateness(), disturbed);
    }
    cell.forget(each.read.end() - REMEMBERED);
  }

  private boolean isForgotten(long known, Read read) {
    return !read.isLast() && relapses.excuse(known, read.start(), read.end(), windows.disturbed());
  }

  private boolean isDisturbed(Pending each) {
    long from = each.read.start() - windows.disturbed().toNanos();
    return each.read.view().sharing() == Sharing.NEAR
        && disturbances.concern(each.node, from, each.read.end());
  }

  private long window(Read read, boolean disturbed) {
    if (read.view().sharing() != Sharing.NEAR || read.isLast()) {
      return 0;
    }
    return (disturbed ? windows.disturbed() : windows.near()).toNanos();
  }

  private record Pending(int node, Read read) {}
}
