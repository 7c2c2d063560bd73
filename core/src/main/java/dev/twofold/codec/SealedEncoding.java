package dev.twofold.codec;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the permitted subtypes of a sealed interface: its index in the order of names, then it.
 */
final class SealedEncoding implements Encoding<Object> {

  private final String name;
  private final Encoding<Object>[] subtypes;
  private final Map<Class<?>, Integer> indexes = new HashMap<>();

  @SuppressWarnings("unchecked") // the index pairs encodings with values of their class
  SealedEncoding(String name, List<Class<?>> classes, List<? extends Encoding<?>> subtypes) {
    this.name = name;
    this.subtypes = subtypes.toArray(Encoding[]::new);
    for (Class<?> type : classes) {
      indexes.put(type, indexes.size());
    }
  }

  @Override
  public void write(Object value, ByteSink sink) {
    int index = requireNonNull(indexes.get(classOf(value)), "a permitted subtype");
    sink.writeUnsigned(index);
    subtypes[index].write(value, sink);
  }

  /** A constant with a body has a class of its own below the enum. */
  private static Class<?> classOf(Object value) {
    return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
  }

  @Override
  public Object read(ByteSource source) {
    return subtypes[source.readIndex(subtypes.length, "subtype")].read(source);
  }

  @Override
  public void describe(SchemaText schema) {
    if (schema.begin(this, name)) {
      schema.append("[");
      for (int i = 0; i < subtypes.length; i++) {
        schema.append(i == 0 ? "" : "|").append(subtypes[i]);
      }
      schema.append("]");
    }
  }
}
