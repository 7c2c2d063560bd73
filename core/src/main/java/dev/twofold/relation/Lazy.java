package dev.twofold.relation;

import java.util.Optional;

/**
 * A value whose key is known now and that is needed later. The first read of any handle resolves
 * every handle that is waiting in the request, in all loaders, together. Belongs to its scope;
 * reading a handle that was never resolved fails once the scope is closed.
 *
 * @param <V> type of the value
 */
public interface Lazy<V> {

  /**
   * The value, or empty if there is none.
   *
   * @throws dev.twofold.error.LoadException if the load failed; a handle that failed stays so until
   *     another question of the request finds the value
   * @throws IllegalStateException if its scope is closed
   */
  Optional<V> find();

  /**
   * The value.
   *
   * @throws dev.twofold.error.AbsentException if there is none
   * @throws dev.twofold.error.LoadException if the load failed; a handle that failed stays so until
   *     another question of the request finds the value
   * @throws IllegalStateException if its scope is closed
   */
  V require();
}
