package dev.twofold.codec;

import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A list, or a collection of unknown kind, which comes back as a list. */
final class ListEncoding<E> implements Encoding<Collection<@Nullable E>> {

  private final String name;
  private final Elements<E> elements;

  ListEncoding(String name, Encoding<E> element) {
    this.name = name;
    this.elements = new Elements<>(element);
  }

  @Override
  public void write(Collection<@Nullable E> value, ByteSink sink) {
    elements.write(value, sink);
  }

  @Override
  public Collection<@Nullable E> read(ByteSource source) {
    return Collections.unmodifiableList(elements.read(source));
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append(name + "<");
    elements.describe(schema);
    schema.append(">");
  }
}
