package dev.twofold.internal.computation;

import static java.util.Objects.requireNonNull;

import dev.twofold.codec.ValueCodec;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.KeyFormat;

/**
 * A loader whose values results are computed from.
 *
 * @param type its class, as the application wrote it
 * @param codec what its values contain, as bytes
 * @param identity its name and version, and the shape of its values
 */
record ValueSource<K, V>(
    Class<?> type,
    RegisteredLoader<K, ?, V> loader,
    KeyFormat<K> keys,
    ValueCodec<V> codec,
    String identity) {

  K normalized(K key) {
    return requireNonNull(
        loader.normalization().apply(requireNonNull(key, "a key is null")),
        "a normalized key is null");
  }
}
