package dev.twofold.warmup;

/**
 * What was learned from reads, and warmed for it. A snapshot.
 *
 * @param sampled keys of reads that were counted to find hot ones
 * @param published how often this node has told the others its hot keys
 * @param queued values that were loaded and may have related ones, taken over from requests
 * @param dropped values that were not, because there was no room, a request had more than its
 *     share, or the database or Redis did not answer
 * @param related keys that were read because they are related
 */
public record WarmupStats(long sampled, long published, long queued, long dropped, long related) {

  /** Nothing learned. */
  public static final WarmupStats NONE = new WarmupStats(0, 0, 0, 0, 0);
}
