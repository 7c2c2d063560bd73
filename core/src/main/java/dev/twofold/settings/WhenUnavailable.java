package dev.twofold.settings;

/** What becomes of a write behind while its queue does not answer. */
public enum WhenUnavailable {
  /**
   * It is written to the database at once, by the caller: not coalesced with others, and before
   * what is queued under its key, so only where the order does not matter, as with sums.
   */
  WRITE,
  /** It is refused. */
  REFUSE
}
