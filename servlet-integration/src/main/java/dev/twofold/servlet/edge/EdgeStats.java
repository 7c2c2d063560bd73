package dev.twofold.servlet.edge;

/**
 * What was done for caches since the start. A snapshot.
 *
 * @param shared responses that were sent with what caches need to keep them
 * @param notRendered requests that were answered with 304 and did not reach the application
 * @param notSent responses that the application made and of which only 304 was sent
 * @param refused responses that the application declared to be shared and that are not
 * @param keysPurged surrogate keys that caches have confirmed, with those of second purges
 * @param purgesFailed calls of the purger that were not confirmed
 * @param keysWaiting surrogate keys that wait for the first time to be purged
 */
public record EdgeStats(
    long shared,
    long notRendered,
    long notSent,
    long refused,
    long keysPurged,
    long purgesFailed,
    long keysWaiting) {}
