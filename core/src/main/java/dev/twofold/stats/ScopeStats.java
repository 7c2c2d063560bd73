package dev.twofold.stats;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one request cost. A snapshot.
 *
 * @param loaders by name of the loader; a unique key of a loader counts under {@code Loader by
 *     attribute}
 * @param waves how often something had to be resolved below the request store
 * @param multiGets multi-gets sent to the distributed tier, each one round trip
 * @param multiSets fills sent to the distributed tier, each one pipeline and one round trip
 * @param removals invalidations sent to the distributed tier, each one round trip
 * @param distributedFailures trips to the distributed tier that failed or took too long
 * @param skipped look-ups and fills of the distributed tier that were left out: it had failed
 *     before in this request, its circuit was open, or the request's budget was spent
 * @param distributedTime time spent waiting for the distributed tier
 */
public record ScopeStats(
    Map<String, LoaderStats> loaders,
    long waves,
    long multiGets,
    long multiSets,
    long removals,
    long distributedFailures,
    long skipped,
    Duration distributedTime) {

  public ScopeStats {
    loaders = Collections.unmodifiableMap(new TreeMap<>(loaders));
  }

  /** The counters of one loader, zeros if it was not asked. */
  public LoaderStats loader(String name) {
    return loaders.getOrDefault(name, LoaderStats.NONE);
  }

  /** The sums over all loaders. */
  public LoaderStats total() {
    return loaders.values().stream().reduce(LoaderStats.NONE, LoaderStats::plus);
  }

  /** Round trips to the distributed tier. */
  public long distributedTrips() {
    return multiGets + multiSets + removals;
  }
}
