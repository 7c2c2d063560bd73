package dev.twofold.internal.invalidation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.key.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has made stale so far. Written by the thread of the transaction, and read by
 * all threads of its request. Where there are more keys of one loader than a limit, it is the
 * loader as a whole.
 */
public final class WrittenKeys {

  /** A loader under one tenant, or under none. */
  private record Part(RegisteredLoader<?, ?, ?> loader, Optional<Object> tenant) {}

  private final int limit;
  private final Map<Part, Set<Object>> keys = new ConcurrentHashMap<>();
  private final Set<RegisteredLoader<?, ?, ?>> whole = ConcurrentHashMap.newKeySet();

  WrittenKeys(int limit) {
    this.limit = limit;
  }

  void add(Effect<?> effect) {
    Set<?> added = effect.keys();
    if (added == null) {
      whole.add(effect.loader());
      return;
    }
    Set<Object> some =
        keys.computeIfAbsent(
            new Part(effect.loader(), Optional.ofNullable(effect.tenant())),
            absent -> ConcurrentHashMap.newKeySet());
    some.addAll(added);
    if (some.size() > limit) {
      whole.add(effect.loader());
      some.clear();
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

  /** All of it, by loader. */
  List<Effect<?>> effects() {
    List<Effect<?>> effects = new ArrayList<>();
    whole.forEach(loader -> effects.add(Effect.onAll(loader)));
    keys.forEach(
        (part, some) -> {
          if (!whole.contains(part.loader())) {
            effects.add(effect(part.loader(), part.tenant().orElse(null), some));
          }
        });
    return effects;
  }

  @SuppressWarnings("unchecked") // the keys of a loader are kept under it
  private static <K> Effect<K> effect(
      RegisteredLoader<K, ?, ?> loader, @Nullable Object tenant, Set<Object> keys) {
    return new Effect<>(loader, (Set<K>) Set.copyOf(keys), tenant);
  }
}
