package dev.twofold.settings;

/**
 * What becomes of a write to a {@linkplain dev.twofold.region.Consistency#STRICT strict} region
 * whose announcement the distributed tier does not acknowledge.
 */
public enum StrictWrites {
  /** It fails, and the transaction is rolled back: nobody reads a stale value. The default. */
  REFUSE,
  /**
   * It goes on and is counted. Until the tier has been told, other nodes may read the old value, as
   * of a region that is {@linkplain dev.twofold.region.Consistency#AVAILABLE available}.
   */
  COUNT
}
