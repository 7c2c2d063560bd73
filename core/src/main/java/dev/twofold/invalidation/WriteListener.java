package dev.twofold.invalidation;

/** What an engine wants to know of the writes of a database. Thread-safe. */
@FunctionalInterface
public interface WriteListener {

  /**
   * A transaction is about to write, or writes, for the first time. Called on its thread. A write
   * outside of a transaction is one of its own: begun, told, and committed.
   */
  WriteTransaction begin();
}
