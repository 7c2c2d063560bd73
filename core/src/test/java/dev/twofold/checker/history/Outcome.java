package dev.twofold.checker.history;

/** What became of a write, as far as its node knows. */
public enum Outcome {
  /** Committed, and Redis has confirmed that it was told. */
  CONFIRMED,
  /** Committed; Redis will be told later. */
  UNCONFIRMED,
  /** Nothing was written. */
  ROLLED_BACK,
  /** The node cannot tell; the database is asked when the node is done with it. */
  UNKNOWN
}
