package dev.twofold.stats;

import dev.twofold.resilience.CircuitStats;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an engine has done since it was built, for writes and beyond single requests. A snapshot.
 *
 * @param invalidations invalidations that the distributed tier has confirmed, each one round trip
 * @param keysInvalidated how many single entries these named
 * @param brackets commits of strict regions that were announced to the distributed tier, and
 *     acknowledged by it
 * @param unacknowledgedBrackets commits of strict regions that went on although the distributed
 *     tier had not acknowledged their announcement: the setting {@code strictWrites} allows it
 * @param queued entries, loaders, regions and tags that became stale and that the distributed tier
 *     has not been told yet; this node reads them from the database
 * @param deliveredLate how many of these it was told in the end
 * @param unknownOutcomes commits of which nobody knows whether they were done; they count as done
 * @param nearDrops how often invalidations of other nodes may have been missed, so that a part of
 *     the near tier was dropped
 * @param listening whether invalidations of other nodes arrive; if not, entries of the near tier
 *     count for a short time only; true without a distributed tier
 * @param outbox what happened to rows of outboxes
 * @param circuits by name: {@code near}, {@code distributed} and those of its parts, which are
 *     {@code distributed} and the part, and {@code database} and the name of each; only of what
 *     there is
 * @param refreshes what happened to entries that were about to end
 * @param writtenThrough what happened to keys that transactions wrote, where regions write through
 */
public record EngineStats(
    long invalidations,
    long keysInvalidated,
    long brackets,
    long unacknowledgedBrackets,
    long queued,
    long deliveredLate,
    long unknownOutcomes,
    long nearDrops,
    boolean listening,
    OutboxStats outbox,
    Map<String, CircuitStats> circuits,
    RefreshStats refreshes,
    WriteThroughStats writtenThrough) {

  public EngineStats {
    circuits = Collections.unmodifiableMap(new TreeMap<>(circuits));
  }
}
