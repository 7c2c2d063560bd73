package dev.twofold.codec;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of a fixed length whose elements have names and types of their own and may be null. */
final class TupleEncoding implements Encoding<List<@Nullable Object>> {

  private final List<String> names;
  private final List<Encoding<Object>> elements;

  TupleEncoding(Map<String, Encoding<Object>> elements) {
    this.names = List.copyOf(elements.keySet());
    this.elements = List.copyOf(elements.values());
  }

  @Override
  public void write(List<@Nullable Object> value, ByteSink sink) {
    if (value.size() != elements.size()) {
      throw new IllegalArgumentException(
          "a tuple of %d elements has %d".formatted(elements.size(), value.size()));
    }
    sink.writeUnsigned(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Object element = value.get(i);
      sink.writeBoolean(element != null);
      if (element != null) {
        elements.get(i).write(element, sink);
      }
    }
  }

  @Override
  public List<@Nullable Object> read(ByteSource source) {
    if (source.readUnsigned() != elements.size()) {
      throw source.undecodable("another number of elements");
    }
    @Nullable Object[] values = new @Nullable Object[elements.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.readBoolean() ? elements.get(i).read(source) : null;
    }
    return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(values));
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append("(");
    for (int i = 0; i < names.size(); i++) {
      schema.append(i == 0 ? "" : ",").append(names.get(i)).append(":").append(elements.get(i));
    }
    schema.append(")");
  }
}
