package dev.twofold.tier.relation;

import org.jspecify.annotations.Nullable;

/**
 * Reads keys out of instances of a mapped entity, managed or detached. What an instance leads to is
 * not loaded: an unread association tells its key. An instance that is itself an unread proxy tells
 * its own key; for others its session reads it. Thread-safe as far as the instances are.
 */
public interface EntityKeys {

  /** The type of the ids. */
  Class<?> idType();

  /** The id of an instance; null if it has none yet. */
  @Nullable Object idOf(Object instance);

  /**
   * The id of what a to-one association of an instance leads to; null if it leads to nothing.
   *
   * @param association its name, one of {@link Association.Kind#FOREIGN_KEY}
   */
  @Nullable Object idBehind(Object instance, String association);
}
