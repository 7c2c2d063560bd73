package dev.twofold.region;

/** What a region prefers when Redis and a write get in each other's way. */
public enum Consistency {
  /**
   * Writes never fail for the cache. What was committed while Redis could not be told is told
   * later; until then, and if the process dies before, other nodes may read the old value until it
   * expires.
   */
  AVAILABLE,
  /**
   * From the commit on no node reads the old value from a shared tier, also if the writer dies.
   * Each commit announces itself to Redis first; if Redis does not acknowledge, the write fails.
   * The entries stay out of the near tier.
   */
  STRICT
}
