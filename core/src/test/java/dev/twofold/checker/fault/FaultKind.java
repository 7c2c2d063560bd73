package dev.twofold.checker.fault;

/** What can go wrong, and how often, compared with the others. */
public enum FaultKind {
  EVICT(40),
  FLUSH(4),
  DELETE_CONTROL_RECORD(4),
  BREAK_CONNECTIONS(4),
  FREEZE(3),
  CRASH(2),
  /** Only where Redis has a replica or snapshots. */
  GO_BACK(3),
  CUT_LINE(3),
  SILENT_LINE(2),
  DEAF_LINE(3),
  SLOW_LINE(3),
  KILL_NODE(2),
  NODE_DIES_AFTER_COMMIT(3);

  private final int weight;

  FaultKind(int weight) {
    this.weight = weight;
  }

  int weight() {
    return weight;
  }
}
