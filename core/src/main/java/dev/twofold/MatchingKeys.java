package dev.twofold;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The keys of a loader that match a pattern and that the distributed tier has an entry of, or is
 * being asked for; see {@link Invalidator#matching}. They are found by looking through the whole
 * tier, in steps: a task for maintenance, not for requests. Where it is known beforehand what will
 * be cleared together, a {@linkplain dev.twofold.loader.Loader#tags tag} does it in one trip.
 *
 * <p>Immutable; the methods that search work on the thread that calls them, and return when they
 * have ended, or soon after that thread was interrupted.
 */
public interface MatchingKeys {

  /**
   * The same, looked for in other steps.
   *
   * @param entries about how many entries of the tier, of whatever application, one step looks at:
   *     1 to 10,000, default 1,000. The tier answers nobody else meanwhile
   */
  MatchingKeys step(int entries);

  /** The same, with somebody who is told after each step. Default: nobody. */
  MatchingKeys onProgress(Consumer<Progress> observer);

  /** The same, ended before the next step once this says so. Default: never. */
  MatchingKeys cancelWhen(BooleanSupplier cancelled);

  /**
   * Counts them and changes nothing.
   *
   * @throws dev.twofold.error.TierException if the distributed tier does not answer
   */
  Progress count();

  /**
   * Makes them stale, as {@link Invalidator#invalidate} does: in every variant, with all rights to
   * fill them, in the near tiers of all nodes. When it has finished, no tier answers a value of a
   * matching key that was read from the database before the call. What it has done before it is
   * cancelled or fails, stays done.
   *
   * <p>Beside that, loads that were under way at the beginning put nothing into shared tiers, and
   * the near tiers read what they have of the loader anew from the distributed tier. Entries of the
   * loader's unique keys stay.
   *
   * @throws dev.twofold.error.TierException if the distributed tier does not answer
   */
  Progress clear();

  /**
   * How far a search has come.
   *
   * @param steps taken so far, each one look and, where something is cleared, one invalidation
   * @param found entries of matching keys, also of those that are being loaded; a key has one for
   *     each variant, and one that the tier has moved meanwhile may count twice
   * @param share of the tier that was looked at, from 0 to 1, about
   * @param finished whether everything was looked at
   * @param confirmed whether the tier has confirmed everything that it was told to clear; what it
   *     has not, it is told again, and this node does not read it from there until then
   */
  record Progress(long steps, long found, double share, boolean finished, boolean confirmed) {}
}
