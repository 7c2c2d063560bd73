package dev.twofold.tier.entity;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request that copies are made for: how they ask for more. Thread-safe. */
public interface EntityScope {

  /** The largest number of unread associations that one touch resolves. */
  int cohortLimit();

  /** Whether the request goes on, so that more can be loaded. */
  boolean isOpen();

  /**
   * Has one wave load keys of several loads, through all tiers, before anybody reads them. Fails
   * for no key: {@link #read} says why it failed. Works on any thread.
   *
   * @throws IllegalStateException if the request has ended
   */
  void loadAhead(Map<EntityLoad, Set<Object>> keys);

  /**
   * The request form of a key; null if it has none. Loads it if the request does not know.
   *
   * @throws RuntimeException why it could not be loaded
   */
  @Nullable Object read(EntityLoad load, Object key);

  /** Whether the request knows the request form of a key, or that it has none. */
  boolean knows(EntityLoad load, Object key);

  /** The request form of a key, for who does not read it now; null if it is not known. */
  @Nullable Object peek(EntityLoad load, Object key);

  /** Says that what was loaded for a key was of use. */
  void wasRead(EntityLoad load, Object key);

  /** Counts a key that something leads to and that has nothing. */
  void dangles(EntityLoad load, Object key);

  /** Takes states that lead to what is gone out of the shared tier, in one trip. */
  void repair(Map<EntityLoad, Set<Object>> states);

  /**
   * Says that an association is about to be loaded because it is touched.
   *
   * @param entity the name of the entity that has it
   * @param attribute its path in the entity
   * @param target the name of the entity that it leads to; null: it leads to values
   * @throws IllegalStateException if such loads are refused
   */
  void unplanned(String entity, String attribute, @Nullable String target);
}
