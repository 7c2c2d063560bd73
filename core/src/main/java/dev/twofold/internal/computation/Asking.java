package dev.twofold.internal.computation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.relation.Lazy;

/** The request that a result is computed for, as its draft asks it. */
public interface Asking {

  /** A handle for a key; the first that is read resolves all of them in one wave. */
  <K, V> Lazy<V> lazy(RegisteredLoader<K, ?, V> loader, K key);

  /** As above, for a result whose load needs its draft. */
  <A, V> Lazy<V> lazy(Draft<A, V> draft);

  /** Whether the value of a key has expired. */
  <K> boolean isStale(RegisteredLoader<K, ?, ?> loader, K key);
}
