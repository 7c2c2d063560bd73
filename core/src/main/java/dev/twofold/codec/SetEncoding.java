package dev.twofold.codec;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set, in the order of its iterator. */
final class SetEncoding<E> implements Encoding<Set<@Nullable E>> {

  private final Elements<E> elements;

  SetEncoding(Encoding<E> element) {
    this.elements = new Elements<>(element);
  }

  @Override
  public void write(Set<@Nullable E> value, ByteSink sink) {
    elements.write(value, sink);
  }

  @Override
  public Set<@Nullable E> read(ByteSource source) {
    List<@Nullable E> values = elements.read(source);
    Set<@Nullable E> distinct = new LinkedHashSet<>(values);
    if (distinct.size() != values.size()) {
      throw source.undecodable("a set with an element twice");
    }
    return Collections.unmodifiableSet(distinct);
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append("Set<");
    elements.describe(schema);
    schema.append(">");
  }
}
