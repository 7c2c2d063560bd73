package dev.twofold.tier.near;

import org.jspecify.annotations.Nullable;

/**
 * The near cache of one region. It only keeps: whether an entry still counts is up to the engine.
 * Calls never block on anything but memory or a local disk, and never throw: what fails is a miss.
 * Thread-safe.
 */
public interface NearRegion {

  /** The entry of a key; null if there is none. Whether its time is over is up to the engine. */
  @Nullable NearEntry get(NearKey key);

  /**
   * Keeps an entry until its deadline, a value as much longer as the grace of the region is, or
   * until there is no room for it; instead of any other of the key. A value that encodes to more
   * than the policy allows in a place is not kept there.
   *
   * @param payload the encoded value, which tells its size and is kept below the heap; null: it has
   *     none, or nobody knows it, and the tier below keeps no value of the key either
   */
  void put(NearKey key, NearEntry entry, byte @Nullable [] payload);

  /**
   * Keeps on the heap the decoded form of an entry that was found encoded, unless it is too large
   * for the heap, or the heap has an entry of the key by now. What is below the heap stays.
   */
  void promote(NearKey key, NearEntry encoded, Object form);

  /** Whether there is a tier below the heap. */
  boolean keepsBytes();

  /** Drops the entry of a key. */
  void remove(NearKey key);

  /** Drops everything. */
  void clear();

  /** How many entries the heap has now, about. */
  long size();
}
