package dev.twofold.invalidation;

/**
 * Says which keys of a loader a change makes stale. Thread-safe.
 *
 * @param <K> type of keys
 */
@FunctionalInterface
public interface Impact<K> {

  /** The keys that the change makes stale. */
  Affected<K> of(Change change);
}
