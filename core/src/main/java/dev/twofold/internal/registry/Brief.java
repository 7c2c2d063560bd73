package dev.twofold.internal.registry;

/**
 * A cached form that may stand for a failure, so that it says how long it lives. A request that has
 * one has a part under this class.
 */
public interface Brief {

  /** Whether it lives no longer in shared tiers than the knowledge that a key has no value. */
  boolean isBrief();
}
