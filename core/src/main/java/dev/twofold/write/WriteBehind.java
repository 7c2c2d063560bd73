package dev.twofold.write;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.settings.QueuePolicy;
import java.lang.reflect.Type;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which writes wait for the database, as an application defines it. Immutable.
 *
 * <pre>{@code
 * WriteBehind<Long, Long> views =
 *     WriteBehind.coalescing("views", Long.class, Long.class, Long::sum, writer);
 * }</pre>
 *
 * @param name of the queue, among all that use the server under the name of the application; 1 to
 *     64 letters, digits, {@code .}, {@code _} and {@code -}
 * @param keyType the type of the keys, which {@link dev.twofold.key.KeyFormat} and {@link
 *     dev.twofold.codec.ValueCodec} can write
 * @param valueType the type of the values, which {@link dev.twofold.codec.ValueCodec} can write
 * @param coalescing makes one value of two of a key, the earlier first; associative, never null;
 *     null: each write is kept, as in a log
 * @param writer writes batches to the database
 * @param policy changes the policy that the settings have for all queues
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record WriteBehind<K, V>(
    String name,
    Type keyType,
    Type valueType,
    @Nullable BinaryOperator<V> coalescing,
    BatchWriter<K, V> writer,
    UnaryOperator<QueuePolicy> policy) {

  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  public WriteBehind {
    requireNonNull(keyType, "keyType");
    requireNonNull(valueType, "valueType");
    requireNonNull(writer, "writer");
    requireNonNull(policy, "policy");
    if (!name.matches(NAME)) {
      throw new ConfigurationException(
          "the name of a queue is '%s'; allowed: 1 to 64 letters, digits, '.', '_' and '-'"
              .formatted(name));
    }
  }

  /**
   * A queue that makes one write of all that it has for a key: sums, largest values, latest states.
   *
   * @param coalescing such as {@code Long::sum}, or {@code (earlier, later) -> later}
   */
  public static <K, V> WriteBehind<K, V> coalescing(
      String name,
      Class<K> keys,
      Class<V> values,
      BinaryOperator<V> coalescing,
      BatchWriter<K, V> writer) {
    return new WriteBehind<>(
        name, keys, values, requireNonNull(coalescing, "coalescing"), writer, policy -> policy);
  }

  /** A queue that keeps every write, those of a key in their order. */
  public static <K, V> WriteBehind<K, V> log(
      String name, Class<K> keys, Class<V> values, BatchWriter<K, V> writer) {
    return new WriteBehind<>(name, keys, values, null, writer, policy -> policy);
  }

  /** This queue with another change of the policy that the settings have. */
  public WriteBehind<K, V> with(UnaryOperator<QueuePolicy> policy) {
    return new WriteBehind<>(name, keyType, valueType, coalescing, writer, policy);
  }
}
