package dev.twofold.codec;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Stands inside a type for the type itself, whose encoding is complete only when its parts are.
 * Bound once, before the codec is published through a final field.
 */
final class RecursiveEncoding<T> implements Encoding<T> {

  private @Nullable Encoding<T> whole;

  void bind(Encoding<T> complete) {
    whole = complete;
  }

  @Override
  public void write(T value, ByteSink sink) {
    whole().write(value, sink);
  }

  @Override
  public T read(ByteSource source) {
    return whole().read(source);
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append(whole());
  }

  private Encoding<T> whole() {
    return requireNonNull(whole, "not bound");
  }
}
