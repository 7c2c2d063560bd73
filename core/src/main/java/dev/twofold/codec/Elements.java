package dev.twofold.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a collection: twice their number, plus one if some are null; then the elements,
 * each after a byte that says whether it is there if some are null.
 */
final class Elements<E> {

  private static final int SOME_ARE_NULL = 1;

  /**
   * Room made before the first element is read. More would let nested collections, each of a size
   * that the rest of the bytes could just hold, claim memory many times the input.
   */
  private static final int MOST_ROOM_AHEAD = 128;

  private final Encoding<E> element;

  Elements(Encoding<E> element) {
    this.element = element;
  }

  void write(Collection<? extends @Nullable E> values, ByteSink sink) {
    boolean someNull = hasNull(values);
    sink.writeUnsigned((long) values.size() << 1 | (someNull ? SOME_ARE_NULL : 0));
    for (E value : values) {
      if (someNull) {
        sink.writeBoolean(value != null);
      }
      if (value != null) {
        element.write(value, sink);
      }
    }
  }

  List<@Nullable E> read(ByteSource source) {
    long header = source.readUnsigned();
    int size = source.checkedSize(header >>> 1, 1);
    boolean someNull = (header & SOME_ARE_NULL) != 0;
    List<@Nullable E> values = new ArrayList<>(Math.min(size, MOST_ROOM_AHEAD));
    for (int i = 0; i < size; i++) {
      values.add(someNull && !source.readBoolean() ? null : element.read(source));
    }
    return values;
  }

  void describe(SchemaText schema) {
    schema.append(element);
  }

  /** Not {@code contains(null)}, which some collections refuse to answer. */
  private static boolean hasNull(Collection<?> values) {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }
}
