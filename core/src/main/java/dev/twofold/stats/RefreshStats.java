package dev.twofold.stats;

/**
 * What an engine has done since it was built to load entries again before they end. A snapshot.
 * Every key that was due is counted in exactly one of refreshed, left, refused, failed and dropped,
 * once its turn has come.
 *
 * @param due keys whose entries requests of this node have read shortly before their end; while
 *     such a key waits, or is being loaded, it is not counted again
 * @param refreshed keys whose entries were replaced, or removed where the database has nothing that
 *     can stand in their place
 * @param left keys that this node did not load: another node does, or has, or they became stale
 *     meanwhile, or the distributed tier has not answered
 * @param refused keys that were loaded, and whose entries were not replaced, because they may have
 *     become stale meanwhile
 * @param failed keys that could not be loaded; their entries live until their end
 * @param dropped keys that found too many others waiting, or the engine closed
 * @param loads calls of load functions
 * @param statements statements executed
 */
public record RefreshStats(
    long due,
    long refreshed,
    long left,
    long refused,
    long failed,
    long dropped,
    long loads,
    long statements) {

  /** Nothing was due. */
  public static final RefreshStats NONE = new RefreshStats(0, 0, 0, 0, 0, 0, 0, 0);
}
