package dev.twofold.stats;

import java.time.Duration;

/**
 * What one loader was asked in one request, and where the answers came from. Every key asked is
 * counted in exactly one of request, near, distributed, known absent, database, absent, stale and
 * errors, except where a peek found nothing and as long as a handle waits for a wave.
 *
 * @param asked keys asked, each time they are asked
 * @param request keys that the request store answered, also by absence known there
 * @param near values from the near tier
 * @param distributed values from the distributed tier
 * @param knownAbsent keys of which a shared tier knew that they have no value
 * @param database values that the database had
 * @param absent keys that the database had no value for
 * @param stale keys whose load failed and for which the near tier had a value in grace; such a key
 *     is no error
 * @param errors keys that failed
 * @param statements statements executed
 * @param batches calls of the load function
 * @param fills entries put into the distributed tier
 * @param refused values and absences that the distributed tier did not take, because they may have
 *     become stale while they were loaded, or nobody knows; a request answers with them all the
 *     same
 * @param awaited keys that another request was loading when they were looked up, and whose value
 *     was waited for in the distributed tier; counted where the answer came from in the end too
 * @param joined keys that the load of another request of this process has answered; counted in
 *     database, absent, stale or errors too, but in no batch and no statement of this request
 * @param undecodable entries of the distributed tier that could not be read; each a miss too
 * @param oversized values too large for every tier
 * @param unasked answers of the loader to keys that nobody asked for
 * @param dangling keys that a relation has and no row: counted each time a row was looked for
 * @param unread values that a relation or a plan loaded and that nobody has read so far
 * @param repaired lists of ids that named a row that is gone, and were dropped from the shared
 *     tiers
 * @param databaseTime time spent in the load function
 * @param compression what compression saved and cost
 */
public record LoaderStats(
    long asked,
    long request,
    long near,
    long distributed,
    long knownAbsent,
    long database,
    long absent,
    long stale,
    long errors,
    long statements,
    long batches,
    long fills,
    long refused,
    long awaited,
    long joined,
    long undecodable,
    long oversized,
    long unasked,
    long dangling,
    long unread,
    long repaired,
    Duration databaseTime,
    CompressionStats compression) {

  /** Nothing asked. */
  public static final LoaderStats NONE =
      new LoaderStats(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          Duration.ZERO,
          CompressionStats.NONE);

  /** The sums of both. */
  public LoaderStats plus(LoaderStats other) {
    return new LoaderStats(
        asked + other.asked,
        request + other.request,
        near + other.near,
        distributed + other.distributed,
        knownAbsent + other.knownAbsent,
        database + other.database,
        absent + other.absent,
        stale + other.stale,
        errors + other.errors,
        statements + other.statements,
        batches + other.batches,
        fills + other.fills,
        refused + other.refused,
        awaited + other.awaited,
        joined + other.joined,
        undecodable + other.undecodable,
        oversized + other.oversized,
        unasked + other.unasked,
        dangling + other.dangling,
        unread + other.unread,
        repaired + other.repaired,
        databaseTime.plus(other.databaseTime),
        compression.plus(other.compression));
  }
}
