package dev.twofold.internal.near;

import dev.twofold.tier.FillRight.Moment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run leaves to the next, so that it can tell which entries on disk still count.
 *
 * @param application whose entries they are
 * @param moments by partition, up to where the marks know of invalidations
 * @param runs those that entries on disk may be of, the oldest first
 * @param marks those of the whole process
 * @param regions by name
 */
record KeptState(
    String application,
    List<Moment> moments,
    List<Run> runs,
    Vintages.Marks marks,
    Map<String, KeptRegion> regions) {

  /**
   * A run of the process. Deadlines of its entries are by its own clock.
   *
   * @param firstVintage its entries have this vintage or a higher one
   * @param serverOffset what added to its nanoseconds makes nanoseconds of the distributed tier's
   *     clock, rather too few
   */
  record Run(long firstVintage, long serverOffset) {}

  /**
   * The marks of a region.
   *
   * @param policy of the region, as text: under another one nothing is kept
   * @param everything the mark of the region
   * @param marks of keys, by their place; the policy says how many there are
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record KeptRegion(String policy, long everything, long[] marks) {}

  KeptState {
    moments = List.copyOf(moments);
    runs = List.copyOf(runs);
    regions = Map.copyOf(regions);
  }

  /** The run that an entry is of; null if it is not known any more. */
  @Nullable Run runOf(long vintage) {
    Run found = null;
    for (Run run : runs) {
      if (run.firstVintage() <= vintage) {
        found = run;
      }
    }
    return found;
  }
}
