package dev.twofold.stats;

/**
 * What an engine has done since it was built to load what transactions wrote, for the next reader.
 * A snapshot. Every key is counted in exactly one of loaded, found, failed and dropped, once its
 * turn has come.
 *
 * @param keys keys that transactions of this node have written; while a key waits, or is being
 *     loaded, it may be written again, and waits again
 * @param loaded keys that were loaded, also those that the database has no row of any more
 * @param found keys that somebody else had loaded before it was their turn
 * @param failed keys that could not be loaded; the next reader loads them
 * @param dropped keys that found too many others waiting, or the engine closed
 * @param statements statements executed
 */
public record WriteThroughStats(
    long keys, long loaded, long found, long failed, long dropped, long statements) {

  /** Nothing was written through. */
  public static final WriteThroughStats NONE = new WriteThroughStats(0, 0, 0, 0, 0, 0);
}
