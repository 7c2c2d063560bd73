package dev.twofold.codec;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.UndecodableException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back. Thread-safe.
 *
 * @param <V> the type of the values
 */
public interface ValueCodec<V> {

  /**
   * The bytes of a value, without header: the tier adds its own.
   *
   * @throws NullPointerException if the value is null
   * @throws IllegalArgumentException if the value is of the right type and still cannot be written;
   *     the codec's documentation says which are
   */
  byte[] encode(V value);

  /**
   * The value of these bytes.
   *
   * @throws UndecodableException if they are not what {@link #encode} wrote; no other exception,
   *     and no allocation beyond a small multiple of the input, whatever the bytes are
   */
  V decode(byte[] bytes);

  /**
   * A description of the shape of the values. It changes whenever the bytes of another shape could
   * be misread; its {@link Fingerprint} is part of every key.
   */
  String schema();

  /**
   * The compact binary codec that is derived from a type. Build it once: it opens the type, then
   * encodes and decodes without reflection.
   *
   * <p>Types: primitives, their boxes and arrays; {@code String}, {@code UUID}, {@code BigInteger},
   * {@code BigDecimal}, {@code Locale}, {@code Currency}, {@code URI}; enums; the value types of
   * {@code java.time}; {@code Optional} and its primitive kin; {@code Collection}, {@code List},
   * {@code Set} and {@code Map}; sealed interfaces whose permitted subtypes are records or enums;
   * and records of any visibility, generic and recursive ones too, of all of these.
   *
   * <p>Null is kept wherever a reference may be null, except at the top. Collections come back
   * unmodifiable and in the order in which they were written; what is declared as {@code
   * Collection} comes back as a list. A locale must be well-formed (BCP 47), and records nested in
   * each other must not be more than 256 deep: {@link #encode} refuses others with an {@link
   * IllegalArgumentException}.
   *
   * <p>The schema holds the names and types of record components, the constants of enums and the
   * permitted subtypes of sealed interfaces, without packages: a class can move and its entries
   * stay readable.
   *
   * @param type the type of the values; the caller vouches that it is {@code V}
   * @throws ConfigurationException if the type, or one inside it, is none of these; the message
   *     says which and where
   */
  static <V> ValueCodec<V> of(Type type) {
    return BinaryCodec.of(type);
  }

  /**
   * The codec of lists, as {@link #of} derives it.
   *
   * @param elements the type of the elements; the caller vouches that it is {@code E}
   * @throws ConfigurationException if the type, or one inside it, is not supported
   */
  static <E> ValueCodec<List<E>> ofList(Type elements) {
    return BinaryCodec.ofList(elements);
  }

  /**
   * The codec of lists whose elements have types of their own and may be null.
   *
   * @param elements the types of the elements by their names, which are part of the schema
   * @throws ConfigurationException if a type, or one inside it, is not supported
   */
  static ValueCodec<List<@Nullable Object>> ofTuple(Map<String, Type> elements) {
    return BinaryCodec.ofTuple(elements);
  }

  /** The codec of lists of such lists; see {@link #ofTuple}. */
  static ValueCodec<List<List<@Nullable Object>>> ofTuples(Map<String, Type> elements) {
    return BinaryCodec.ofTuples(elements);
  }
}
