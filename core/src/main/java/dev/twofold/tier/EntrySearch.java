package dev.twofold.tier;

import java.time.Duration;
import java.util.Set;

/**
 * A walk through the entries of a distributed tier, in steps that hold nobody up. Used by one
 * thread.
 *
 * <p>Whatever stands there from the first step to the last is found, at least once. What is put or
 * removed meanwhile may be found or not.
 */
public interface EntrySearch {

  /**
   * Looks at the next part. One round trip.
   *
   * @throws dev.twofold.error.TierException if the tier does not answer within the budget, or has
   *     changed so much that the search has to be begun again
   */
  Step next(Duration budget);

  /**
   * What one step has found.
   *
   * @param names of entries and of rights to fill, as {@link TierKey#text} writes them; perhaps
   *     none, and perhaps some that were not searched for
   * @param share of the tier that has been looked at, from 0 to 1, about
   * @param last whether there is nothing left to look at
   */
  record Step(Set<String> names, double share, boolean last) {
    public Step {
      names = Set.copyOf(names);
    }
  }
}
