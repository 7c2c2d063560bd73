package dev.twofold.settings;

/** What becomes of a write behind whose queue is full. */
public enum WhenFull {
  /** It waits for room, as long as {@link QueuePolicy#fullWait}; then it is refused. */
  WAIT,
  /** It is refused at once. */
  REFUSE,
  /**
   * It is written to the database at once, by the caller: before what is queued under its key, so
   * only where the order does not matter, as with sums.
   */
  WRITE
}
