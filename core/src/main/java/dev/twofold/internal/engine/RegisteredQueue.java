package dev.twofold.internal.engine;

import dev.twofold.Invalidator;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.invalidation.Writes;
import dev.twofold.internal.queue.WriteQueues;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.Loader;
import dev.twofold.write.WriteBehind;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it was given to the builder.
 *
 * @param loader what it has under the keys of a batch is stale once that is written; null: the
 *     writer sees to it
 */
record RegisteredQueue<K, V>(
    WriteBehind<K, V> definition, @Nullable Class<? extends Loader<K, ?>> loader) {

  /**
   * Adds it to the queues of an engine.
   *
   * @throws ConfigurationException if it cannot work
   */
  void addTo(WriteQueues queues, Writes writes, LoaderRegistry registry) {
    if (loader == null) {
      queues.add(definition, batch -> {});
      return;
    }
    Class<? extends Loader<K, Object>> known = known(loader);
    if (registry.require(known).tenant() != null) {
      throw new ConfigurationException(
          "queue '%s' makes keys of %s stale, which has a tenant; have the writer tell Twofold.invalidator(ParameterValues)"
              .formatted(definition.name(), known.getName()));
    }
    Invalidator invalidator = writes.invalidator(registry, ParameterValues.none());
    queues.add(definition, batch -> invalidator.invalidate(known, batch.keys()));
  }

  @SuppressWarnings("unchecked") // values are not touched
  private static <K> Class<? extends Loader<K, Object>> known(
      Class<? extends Loader<K, ?>> loader) {
    return (Class<? extends Loader<K, Object>>) loader;
  }
}
