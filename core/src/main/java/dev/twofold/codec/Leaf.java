package dev.twofold.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The encoding of a type that has no parts of its own.
 *
 * @param name of the type in schemas; another layout needs another name
 * @param writer appends a value
 * @param reader reads it
 * @param <T> the type of the values
 */
record Leaf<T>(String name, BiConsumer<ByteSink, T> writer, Function<ByteSource, T> reader)
    implements Encoding<T> {

  @Override
  public void write(T value, ByteSink sink) {
    writer.accept(sink, value);
  }

  @Override
  public T read(ByteSource source) {
    return reader.apply(source);
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append(name);
  }
}
