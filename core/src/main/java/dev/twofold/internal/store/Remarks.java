package dev.twofold.internal.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a request remarks of the keys of one loader, beside their values. Thread-safe.
 *
 * @param failures of keys that were asked for ahead, until somebody asks for one of them
 * @param repaired lists that were found to name rows that are gone
 * @param hints what questions tell about keys beside the keys themselves
 */
record Remarks<K>(
    ConcurrentHashMap<K, RuntimeException> failures,
    Set<K> repaired,
    ConcurrentHashMap<Object, Object> hints) {

  Remarks() {
    this(new ConcurrentHashMap<>(0), ConcurrentHashMap.newKeySet(0), new ConcurrentHashMap<>(0));
  }
}
