package dev.twofold.invalidation;

import org.jspecify.annotations.Nullable;

/**
 * One transaction of a database as the engine sees it. Used by one thread at a time; told exactly
 * one end.
 */
public interface WriteTransaction {

  /** Something was written; not committed yet, and seen by nobody else. Never throws. */
  void changed(Change change);

  /**
   * What the transaction has to insert into the {@link Outbox} before it commits. Asked for before
   * each {@link #beforeCommit}; what became stale since is in the next answer. Default: nothing.
   *
   * @return null: nothing
   */
  default @Nullable OutboxRow outbox() {
    return null;
  }

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
