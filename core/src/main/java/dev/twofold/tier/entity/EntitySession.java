package dev.twofold.tier.entity;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the copies of one request. Thread-safe. */
public interface EntitySession {

  /** The request that the copies are made for. */
  EntityScope scope();

  /**
   * The request form of a state: for an entity its copy, for an association what its owner shows.
   * Called once per key. Must not load.
   */
  Object requestForm(EntityLoad load, Object key, Object state);

  /**
   * What a request is shown for a key: the proxy if there is one, so that all of the request hold
   * the same instance, else the copy.
   *
   * @param requestForm of the key
   * @return null if the entity is none of that type
   */
  <E> @Nullable E view(Class<E> type, Object key, Object requestForm);

  /**
   * Reads associations of some copies of this session, and what these lead to, one wave after the
   * other. Fails for no key.
   *
   * @param paths names of attributes, with dots between them
   * @throws IllegalArgumentException if there is no such path, saying what there is
   */
  void prefetch(Collection<?> copies, List<String> paths);

  /** Has later questions for a key make a new copy. What was handed out stays as it is. */
  void forget(EntityLoad load, Object key);
}
