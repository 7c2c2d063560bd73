package dev.twofold.internal.invalidation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.key.ParameterValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has made stale so far. Written by the thread of the transaction, and read by
 * all threads of its request. Where there are more keys than a limit, the loaders that have the
 * most of them are stale as a whole.
 */
public final class WrittenKeys {

  /** A loader under one tenant, or under none. */
  private record Part(RegisteredLoader<?, ?, ?> loader, Optional<Object> tenant) {}

  private final int limit;

  /** How many keys there are of all loaders. Only the thread of the transaction counts. */
  private int named;

  private final Map<Part, Set<Object>> keys = new ConcurrentHashMap<>();
  private final Set<RegisteredLoader<?, ?, ?>> whole = ConcurrentHashMap.newKeySet();

  WrittenKeys(int limit) {
    this.limit = limit;
  }

  void add(Effect<?> effect) {
    Set<?> added = effect.keys();
    if (added == null) {
      addWhole(effect.loader());
      return;
    }
    if (added.isEmpty() || whole.contains(effect.loader())) {
      return;
    }
    Set<Object> some =
        keys.computeIfAbsent(
            new Part(effect.loader(), Optional.ofNullable(effect.tenant())),
            absent -> ConcurrentHashMap.newKeySet());
    for (Object key : added) {
      if (some.add(key)) {
        named++;
      }
    }
    while (named > limit) {
      addWhole(largest());
    }
  }

  private RegisteredLoader<?, ?, ?> largest() {
    Map<RegisteredLoader<?, ?, ?>, Integer> sizes = new HashMap<>();
    keys.forEach((part, some) -> sizes.merge(part.loader(), some.size(), Integer::sum));
    return Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** First the whole, then no keys: no reader may find neither. */
  private void addWhole(RegisteredLoader<?, ?, ?> loader) {
    if (whole.add(loader)) {
      keys.entrySet()
          .removeIf(
              each -> {
                boolean covered = each.getKey().loader().equals(loader);
                named -= covered ? each.getValue().size() : 0;
                return covered;
              });
    }
  }

  boolean isEmpty() {
    return whole.isEmpty() && keys.isEmpty();
  }

  /** Whether the value of a key may have been changed. */
  public <K> boolean cover(LoaderStore<K, ?, ?> store, K key) {
    if (isEmpty()) {
      return false;
    }
    Set<Object> some = keys.get(part(store.loader(), store.parameters()));
    return (some != null && some.contains(key)) || whole.contains(store.loader());
  }

  private static Part part(RegisteredLoader<?, ?, ?> loader, ParameterValues parameters) {
    Optional<?> tenant =
        loader.tenant() == null ? Optional.empty() : parameters.find(loader.tenant());
    return new Part(loader, tenant.map(value -> value));
  }

  /** All of it, by loader; keys first, for they may become a whole meanwhile. */
  List<Effect<?>> effects() {
    List<Effect<?>> effects = new ArrayList<>();
    keys.forEach(
        (part, some) -> effects.add(effect(part.loader(), part.tenant().orElse(null), some)));
    whole.forEach(loader -> effects.add(Effect.onAll(loader)));
    return effects;
  }

  @SuppressWarnings("unchecked") // the keys of a loader are kept under it
  private static <K> Effect<K> effect(
      RegisteredLoader<K, ?, ?> loader, @Nullable Object tenant, Set<Object> keys) {
    return new Effect<>(loader, (Set<K>) Set.copyOf(keys), tenant);
  }
}
