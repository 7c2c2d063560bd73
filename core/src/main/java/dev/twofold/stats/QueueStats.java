package dev.twofold.stats;

/**
 * What a node has done with a queue since its engine was built. A snapshot.
 *
 * @param queued writes that the queue has taken
 * @param direct writes that were written to the database at once, because the queue was full or did
 *     not answer
 * @param refused writes that were refused, for the same reasons
 * @param unavailable trips to the queue that failed
 * @param batches batches that were written
 * @param written entries of the queue that these were made of
 * @param writes what was left of these after coalescing
 * @param failures batches that the database did not take, each attempt
 * @param deadLetters dead letters that were made
 * @param waiting how many entries waited when this node looked last, in the partitions that it
 *     looked at
 */
public record QueueStats(
    long queued,
    long direct,
    long refused,
    long unavailable,
    long batches,
    long written,
    long writes,
    long failures,
    long deadLetters,
    long waiting) {}
