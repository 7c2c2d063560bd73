package dev.twofold.checker.history;

/** When a read was made. */
public enum Occasion {
  /** In a request that only reads. */
  REQUEST,
  /** Past the tiers, which are filled anew. */
  REFRESH,
  /** Through a transaction whose snapshot is older; the read counts as begun with that. */
  SNAPSHOT,
  /** In a request that is going to write. */
  BEFORE_WRITE,
  /** In a transaction that has written something else. */
  INSIDE_TRANSACTION,
  /** In a request whose transaction has ended. */
  AFTER_COMMIT,
  /** In a request whose transaction was rolled back. */
  AFTER_ROLLBACK,
  /** At the end, when everything has come to rest. */
  LAST
}
