package dev.twofold.key;

import dev.twofold.error.ConfigurationException;
import java.lang.reflect.Type;

/**
 * Writes keys as text for the tiers: the same text for equal keys, different texts for different
 * keys. Thread-safe.
 *
 * @param <K> the type of the keys
 */
@FunctionalInterface
public interface KeyFormat<K> {

  /**
   * The text of a key.
   *
   * @throws NullPointerException if the key is null
   */
  String toText(K key);

  /**
   * The format that is derived from the type of the keys. A simple key reads as itself, {@code 7}
   * or {@code ada}; a record reads as its components, {@code (7,ada)}; a list as its elements,
   * {@code [7,8]}; a set as its elements and a map as its pairs, {@code [(a,7),(b,8)]}, in the
   * order of their texts; null inside these is {@code ~} and the empty string {@code ""}.
   *
   * <p>Types: {@code Long}, {@code Integer}, {@code Short}, {@code Byte}, {@code Character}, {@code
   * Boolean}, {@code Double}, {@code Float} and their primitives, {@code String}, {@code UUID},
   * {@code BigInteger}, {@code BigDecimal}, enums, {@code Locale}, the types of {@code java.time}
   * that are compared by value, and records, lists, sets and maps of these. Keys are compared by
   * {@code equals}: the decimals {@code 1.0} and {@code 1.00} are two keys. Floating-point numbers
   * are written in hexadecimal, because Java releases differ in how many decimal digits they write.
   *
   * <p>Characters with a meaning above, control characters and halves of surrogate pairs are
   * escaped with {@code %}. A text of more than 200 characters is cut and ends in {@code #} and the
   * SHA-256 of the whole, so that keys from outside cannot grow without bound.
   *
   * @param type the type of the keys; the caller vouches that it is {@code K}
   * @throws ConfigurationException if the type, or one inside it, is none of these; the message
   *     says which and where
   */
  static <K> KeyFormat<K> of(Type type) {
    return BoundedKeyFormat.of(type);
  }
}
