package dev.twofold.region;

/** What becomes of the entries of a region that a committed transaction has made stale. */
public enum WriteMode {
  /** They are gone, and the next reader loads them. */
  INVALIDATE,
  /**
   * They are gone, and a thread of the node that has written loads them at once, so that the next
   * reader finds them. What a transaction makes stale without naming each key is only gone.
   */
  THROUGH
}
