package dev.twofold.hibernate;

import java.util.Map;
import java.util.UUID;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are bound as one SQL array. Only types whose elements a driver takes as they are:
 * others are bound one by one.
 */
final class KeyArrays {

  private static final Map<Integer, Element> ELEMENTS =
      Map.of(
          SqlTypes.SMALLINT, new Element(Short.class, "smallint"),
          SqlTypes.INTEGER, new Element(Integer.class, "integer"),
          SqlTypes.BIGINT, new Element(Long.class, "bigint"),
          SqlTypes.VARCHAR, new Element(String.class, "varchar"),
          SqlTypes.UUID, new Element(UUID.class, "uuid"));

  private KeyArrays() {}

  /** The array for keys of one column, or null where they are bound one by one. */
  static @Nullable KeyArray find(ColumnType column) {
    Element element = ELEMENTS.get(column.sqlType());
    return element != null && element.type() == column.relationalType()
        ? new KeyArray(element.name())
        : null;
  }

  private record Element(Class<?> type, String name) {}
}
