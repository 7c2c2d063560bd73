package dev.twofold.internal.relation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import java.util.List;

/** Takes keys whose values are stale. */
public interface Stale {

  /**
   * Adds a key.
   *
   * @param key normalized
   */
  <K> void add(LoaderStore<K, ?, ?> store, K key);

  /**
   * Adds a key of a loader and of others that say the same in other words. Others that need a
   * parameter of which this thread has no value have nothing under the parameters of this scope.
   */
  default <K> void addAll(
      RegisteredLoader<K, ?, ?> own,
      List<RegisteredLoader<K, ?, ?>> all,
      K key,
      RequestAccess request) {
    add(request.store(own), key);
    for (RegisteredLoader<K, ?, ?> each : all) {
      if (!each.equals(own) && request.hasParametersOf(each)) {
        add(request.store(each), key);
      }
    }
  }
}
