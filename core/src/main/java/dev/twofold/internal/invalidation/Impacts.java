package dev.twofold.internal.invalidation;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.CollectionChange;
import dev.twofold.key.Parameter;
import dev.twofold.tier.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every loader what a change makes stale. What a loader cannot say counts as everything: a
 * value too few in a cache costs a load, one too many is wrong. Thread-safe.
 */
final class Impacts {

  private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);

  private final AllLoaders loaders;
  private final Set<RegisteredLoader<?, ?, ?>> failed = ConcurrentHashMap.newKeySet();

  Impacts(AllLoaders loaders) {
    this.loaders = loaders;
  }

  /**
   * What a change makes stale, of each loader that it concerns.
   *
   * @param writer through which it was written; null: not known, any
   */
  List<Effect<?>> of(Change change, @Nullable Database writer, Tenants tenants) {
    loaders.prepare();
    if (change instanceof CollectionChange collection) {
      loaders.prepare(collection.owner());
    }
    List<Effect<?>> effects = new ArrayList<>();
    loaders.forEach(
        loader -> {
          if (writer == null || loader.dependsOn(writer)) {
            Effect<?> effect = effect(loader, change, tenants);
            if (!effect.isEmpty()) {
              effects.add(effect);
            }
          }
        });
    return effects;
  }

  private <K> Effect<K> effect(RegisteredLoader<K, ?, ?> loader, Change change, Tenants tenants) {
    try {
      Affected<K> affected = loader.impact().of(change);
      return affected instanceof Affected.Keys<K> keys
          ? ofKeys(loader, keys.keys(), tenants)
          : Effect.onAll(loader);
    } catch (RuntimeException e) {
      if (failed.add(loader)) {
        LOG.warn(
            "{} could not say which of its keys a write makes stale: all of them are taken out."
                + " Said once per loader.",
            loader.name(),
            e);
      }
      return Effect.onAll(loader);
    }
  }

  /** The effect on some keys, as somebody named them. */
  static <K> Effect<K> ofKeys(RegisteredLoader<K, ?, ?> loader, Set<K> keys, Tenants tenants) {
    Set<K> normalized = new HashSet<>();
    for (K key : keys) {
      normalized.add(requireNonNull(loader.normalization().apply(key), "a normalized key is null"));
    }
    Parameter<?> parameter = loader.tenant();
    if (parameter == null || normalized.isEmpty()) {
      return new Effect<>(loader, normalized, null);
    }
    Object tenant = tenants.of(parameter);
    return tenant == null ? Effect.onAll(loader) : new Effect<>(loader, normalized, tenant);
  }
}
