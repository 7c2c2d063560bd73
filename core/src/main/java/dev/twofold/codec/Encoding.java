package dev.twofold.codec;

/**
 * How the values of one type are laid out in bytes. Every value takes at least one byte, which
 * bounds how many elements a collection of a known size in bytes can have. Stateless and
 * thread-safe.
 *
 * @param <T> the type of the values
 */
interface Encoding<T> {

  /** Appends a value that is not null. */
  void write(T value, ByteSink sink);

  /**
   * Reads what {@link #write} appended. Throws whatever it likes for bytes that are something else.
   */
  T read(ByteSource source);

  /** Adds the shape of the values to a schema. */
  void describe(SchemaText schema);
}
