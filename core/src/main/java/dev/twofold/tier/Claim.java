package dev.twofold.tier;

/** Whether a lookup asks for the right to fill what is missing. */
public enum Claim {
  /** Only looks. */
  NONE,
  /** Takes a lease for each key that has neither value nor lease. */
  LEASE
}
