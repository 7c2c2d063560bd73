package dev.twofold.tier;

import java.time.Duration;
import java.util.List;

/**
 * A cache that the nodes of an application share. Every operation is one round trip for any number
 * of keys. Thread-safe.
 *
 * <p>A tier may be slow or dead: it then throws {@link dev.twofold.error.TierException} within the
 * budget that it was given. It never blocks longer, and it is built without being reachable.
 */
public interface DistributedTier extends AutoCloseable {

  /**
   * Looks up many keys at once.
   *
   * @return one answer per key, in the order of the keys
   * @throws dev.twofold.error.TierException if the tier does not answer within the budget
   */
  List<Lookup> getAll(List<TierKey> keys, Duration budget);

  /**
   * Puts many entries at once, each with its own time to live.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget; some
   *     entries may be there
   */
  void putAll(List<Fill> fills, Duration budget);

  /**
   * Removes many entries at once, whatever stands there.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget
   */
  void removeAll(List<TierKey> keys, Duration budget);

  /** Closes what this tier opened itself, and nothing that it was given. */
  @Override
  void close();
}
