package dev.twofold.internal.invalidation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;
import java.util.Set;

/** Hears which keys have become stale, and where the tiers know that. Thread-safe. */
public interface CommittedKeys {

  /**
   * A transaction has committed, and all tiers were told. Does not wait.
   *
   * @param loader whose region writes through
   * @param parameters the tenant, where the loader has one
   * @param keys normalized
   */
  <K> void committed(RegisteredLoader<K, ?, ?> loader, ParameterValues parameters, Set<K> keys);
}
