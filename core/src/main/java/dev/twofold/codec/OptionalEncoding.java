package dev.twofold.codec;

import java.util.Optional;

/** Whether there is a value, then the value. */
final class OptionalEncoding<T> implements Encoding<Optional<T>> {

  private final Encoding<T> present;

  OptionalEncoding(Encoding<T> present) {
    this.present = present;
  }

  @Override
  public void write(Optional<T> value, ByteSink sink) {
    sink.writeBoolean(value.isPresent());
    value.ifPresent(inner -> present.write(inner, sink));
  }

  @Override
  public Optional<T> read(ByteSource source) {
    return source.readBoolean() ? Optional.of(present.read(source)) : Optional.empty();
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append("Optional<").append(present).append(">");
  }
}
