package dev.twofold.invalidation;

/**
 * One transaction of a database as the engine sees it. Used by one thread at a time; told exactly
 * one end.
 */
public interface WriteTransaction {

  /** Something was written; not committed yet, and seen by nobody else. Never throws. */
  void changed(Change change);

  /**
   * The last step before the commit is sent. Called again after a change that was told later still.
   *
   * @throws RuntimeException if the transaction must not commit; it is then rolled back
   */
  void beforeCommit();

  /**
   * The commit is done. Returns when no tier is asked for the old values any more. Never throws.
   */
  void committed();

  /** Nothing was written after all. Never throws. */
  void rolledBack();

  /** The commit was sent and nobody knows what became of it. Never throws. */
  void unknown();
}
