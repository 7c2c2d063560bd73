package dev.twofold.internal.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.RegisteredLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The owner has the key of its target.
 *
 * @param key reads it; null where the owner has no target
 */
record KeyRoute<K>(Function<Object, ? extends @Nullable K> key, RegisteredLoader<K, ?, ?> loader)
    implements Route {

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    K targetKey = targetKey(owner);
    return targetKey == null ? null : reading.readRow(reading.store(loader), targetKey);
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    K targetKey = targetKey(owner);
    return targetKey != null && needs.add(needs.store(loader), targetKey);
  }

  @Override
  public @Nullable K targetKey(Object owner) {
    K raw = key.apply(owner);
    return raw == null
        ? null
        : requireNonNull(loader.normalization().apply(raw), "a normalized key is null");
  }

  @Override
  public String target() {
    return loader.name();
  }

  /** Nothing: the owner itself says which object it has. */
  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {}
}
