package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.shape.RecordShape;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record, made of its components by its canonical constructor.
 *
 * @param loader whose record it is, for messages
 * @param name the simple name of the record, for messages
 * @param type the record
 * @param parts one for each component
 * @param optional whether it is null where all its columns are null, as an embedded value is in an
 *     entity
 */
record ComponentsShape(
    String loader, String name, RecordShape type, List<Shape> parts, boolean optional)
    implements Shape {

  @Override
  public IntStream columns() {
    return parts.stream().flatMapToInt(Shape::columns);
  }

  @Override
  public @Nullable Object assemble(@Nullable Object[] row) {
    if (optional && columns().allMatch(column -> row[column] == null)) {
      return null;
    }
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts.get(i).assemble(row);
    }
    refuseNullPrimitives(values);
    return create(values);
  }

  private void refuseNullPrimitives(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !type.parts().get(i).nullable()) {
        throw new LoadException(
            "loader %s: a row has NULL for component '%s' of %s, which is a primitive; use the boxed type"
                .formatted(loader, type.parts().get(i).name(), name));
      }
    }
  }

  private Object create(@Nullable Object[] values) {
    try {
      return type.construct(values);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LoadException(
          "loader %s: the constructor of %s refused a row".formatted(loader, name), e);
    }
  }

  @Override
  public void disassemble(@Nullable Object value, @Nullable Object[] row) {
    if (value == null) {
      columns().forEach(column -> row[column] = null);
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).disassemble(type.parts().get(i).valueOf(value), row);
    }
  }
}
