package dev.twofold.internal.queue;

import dev.twofold.codec.Fingerprint;
import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.UndecodableException;
import dev.twofold.key.KeyFormat;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBehind;
import java.nio.ByteBuffer;

/**
 * Writes of one queue as bytes: version of the format, fingerprint of the types, size of the key,
 * key, value. Thread-safe.
 */
final class QueueFormat<K, V> {

  static final int LARGEST_WRITE = 1 << 20;

  private static final byte VERSION = 1;
  private static final int HEAD = 1 + Long.BYTES + Integer.BYTES;

  private final String queue;
  private final KeyFormat<K> keyFormat;
  private final ValueCodec<K> keys;
  private final ValueCodec<V> values;
  private final long fingerprint;

  private QueueFormat(
      String queue, KeyFormat<K> keyFormat, ValueCodec<K> keys, ValueCodec<V> values) {
    this.queue = queue;
    this.keyFormat = keyFormat;
    this.keys = keys;
    this.values = values;
    this.fingerprint = Fingerprint.of(keys.schema() + '\n' + values.schema()).value();
  }

  /**
   * The format of a queue.
   *
   * @throws ConfigurationException if its keys or values cannot be written
   */
  static <K, V> QueueFormat<K, V> of(WriteBehind<K, V> queue) {
    try {
      return new QueueFormat<>(
          queue.name(),
          KeyFormat.of(queue.keyType()),
          ValueCodec.of(queue.keyType()),
          ValueCodec.of(queue.valueType()));
    } catch (ConfigurationException e) {
      throw new ConfigurationException("queue '%s': %s".formatted(queue.name(), e.getMessage()), e);
    }
  }

  /** Must not change: nodes of different versions would not keep the order of a key. */
  int partition(K key, int partitions) {
    int hash = keyFormat.toText(key).hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), partitions);
  }

  String keyText(K key) {
    return keyFormat.toText(key);
  }

  /**
   * The bytes of a write.
   *
   * @throws IllegalArgumentException if it cannot be written, or is too large
   */
  byte[] encode(QueuedWrite<K, V> write) {
    byte[] key = keys.encode(write.key());
    byte[] value = values.encode(write.value());
    int size = HEAD + key.length + value.length;
    if (size > LARGEST_WRITE) {
      throw new IllegalArgumentException(
          "a write to queue '%s' has %d bytes; allowed: %d".formatted(queue, size, LARGEST_WRITE));
    }
    return ByteBuffer.allocate(size)
        .put(VERSION)
        .putLong(fingerprint)
        .putInt(key.length)
        .put(key)
        .put(value)
        .array();
  }

  /**
   * The write of these bytes.
   *
   * @throws UndecodableException if they are not from a node with the same types
   */
  QueuedWrite<K, V> decode(byte[] bytes) {
    if (bytes.length < HEAD) {
      throw new UndecodableException("%d bytes are too few".formatted(bytes.length));
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    byte version = head.get();
    if (version != VERSION) {
      throw new UndecodableException("format %d is not known".formatted(version));
    }
    if (head.getLong() != fingerprint) {
      throw new UndecodableException("the types of keys and values were others");
    }
    int size = head.getInt();
    if (size < 0 || size > head.remaining()) {
      throw new UndecodableException("a key of %d bytes is not there".formatted(size));
    }
    byte[] key = new byte[size];
    byte[] value = new byte[head.remaining() - size];
    head.get(key).get(value);
    return new QueuedWrite<>(keys.decode(key), values.decode(value));
  }
}
