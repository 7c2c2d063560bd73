package dev.twofold.hibernate;

import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an embeddable or id class, made by Hibernate. Null where all its columns are null,
 * as in an entity.
 *
 * @param type its mapping
 * @param parts one for each attribute of the mapping
 */
record EmbeddableShape(EmbeddableMappingType type, List<Shape> parts) implements Shape {

  @Override
  public IntStream columns() {
    return parts.stream().flatMapToInt(Shape::columns);
  }

  @Override
  public @Nullable Object assemble(@Nullable Object[] row) {
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    boolean absent = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = parts.get(i).assemble(row);
      absent &= values[i] == null;
    }
    return absent
        ? null
        : type.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
  }

  @Override
  public void disassemble(@Nullable Object value, @Nullable Object[] row) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).disassemble(value == null ? null : type.getValue(value, i), row);
    }
  }
}
