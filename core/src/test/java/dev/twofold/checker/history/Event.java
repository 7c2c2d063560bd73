package dev.twofold.checker.history;

import java.util.List;

/** What a node tells the checker. Times are those of {@link System#nanoTime} of one machine. */
public sealed interface Event {

  /**
   * A read of a cell through the engine.
   *
   * @param view how
   * @param id which cell
   * @param seen what it saw
   * @param start a moment before the request asked for it
   * @param end a moment after it had the answer
   * @param occasion when it was made
   */
  record Read(View view, long id, State seen, long start, long end, Occasion occasion)
      implements Event {

    boolean isLast() {
      return occasion == Occasion.LAST;
    }

    Cell cell() {
      return view.cell(id);
    }
  }

  /**
   * A transaction is about to commit.
   *
   * @param transaction its number, unlike that of any other
   * @param how what kind of transaction it is, for explanations
   * @param commitStart a moment before the commit was sent
   * @param changes what it writes
   */
  record WriteBegun(long transaction, String how, long commitStart, List<Change> changes)
      implements Event {
    public WriteBegun {
      changes = List.copyOf(changes);
    }
  }

  /** A cell and what it becomes. */
  record Change(Cell cell, State next) {}

  /**
   * The commit of a transaction has returned; the tiers are still to be told.
   *
   * @param time a moment after that
   */
  record CommitReturned(long transaction, long time) implements Event {}

  /**
   * A transaction has ended, and what it made stale was invalidated where that could be done.
   *
   * @param finish a moment after that
   */
  record WriteEnded(long transaction, Outcome outcome, long finish) implements Event {}

  /** Redis has been told of all that the node had not been able to tell it before. */
  record Delivered(long time) implements Event {}

  /** Everything that the node saw before this time has been told. */
  record Heartbeat(long time) implements Event {}

  /** The node has found a mistake by itself. */
  record Complaint(String text) implements Event {}

  /** Something failed that may fail while tiers are broken. */
  record Trouble(String kind) implements Event {}

  /** The node has done what it was told. */
  record Done() implements Event {}
}
