package dev.twofold.internal.registry;

import dev.twofold.loader.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * A unique key of a row loader.
 *
 * @param <U> type of its values
 * @param <K> type of the ids that the values stand for
 * @param <V> type of the rows
 */
public final class RegisteredUniqueKey<U, K, V> {

  private final UniqueKey<U, ?> declared;
  private final UniqueValue<U, V> value;
  private @Nullable RegisteredLoader<U, K, K> ids;

  RegisteredUniqueKey(UniqueKey<U, ?> declared, UniqueValue<U, V> value) {
    this.declared = declared;
    this.value = value;
  }

  /** Completes the circle: the loader of ids knows the row loader, which knows its unique keys. */
  void loadWith(RegisteredLoader<U, K, K> loader) {
    ids = loader;
  }

  /** The key as the application declared it. */
  UniqueKey<U, ?> declared() {
    return declared;
  }

  /** The loader of ids by value. */
  public RegisteredLoader<U, K, K> ids() {
    if (ids == null) {
      throw new IllegalStateException(declared + " is not complete");
    }
    return ids;
  }

  /** The normalized value that a row has; null if an attribute of it is null. */
  public @Nullable U valueOf(V row) {
    U raw = value.of(row);
    return raw == null ? null : declared.normalize(raw);
  }
}
