package dev.twofold.checker.history;

/** One write of one cell. */
final class Write {

  static final long NEVER = Long.MAX_VALUE;

  final long transaction;
  final String how;
  final int node;
  final Cell cell;
  final State state;
  final long commitStart;

  /** From when on its own node must know it. */
  long knownAtHome = NEVER;

  /** From when on the tiers must know it, apart from the window of other near tiers. */
  long knownEverywhere = NEVER;

  /**
   * From when on it is certain that it is committed, for its commit had returned or a read had seen
   * it; kept for strict cells.
   */
  long certain = NEVER;

  Write(long transaction, String how, int node, Cell cell, State state, long commitStart) {
    this.transaction = transaction;
    this.how = how;
    this.node = node;
    this.cell = cell;
    this.state = state;
    this.commitStart = commitStart;
  }

  void certainFrom(long time) {
    certain = Math.min(certain, time);
  }
}
