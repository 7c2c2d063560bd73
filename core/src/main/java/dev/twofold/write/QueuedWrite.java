package dev.twofold.write;

import static java.util.Objects.requireNonNull;

/**
 * What is to be written under a key.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record QueuedWrite<K, V>(K key, V value) {
  public QueuedWrite {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
  }
}
