package dev.twofold.hibernate;

import dev.twofold.error.LoadException;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader.Broken;
import dev.twofold.tier.RowReader.Found;
import dev.twofold.tier.RowReader.Row;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes an id and a record.
 *
 * @param mapping the types of both
 * @param key how the id is made
 * @param value how the record is made
 */
record RowShape<K, V>(RowMapping<K, V> mapping, Shape key, ComponentsShape value) {

  /**
   * One row.
   *
   * @param unreadable why a column of it could not be read; null if all could
   */
  Row<K, V> row(@Nullable Object[] row, @Nullable LoadException unreadable) {
    K id = as(mapping.keyType(), key, row);
    if (unreadable != null) {
      return new Broken<>(id, unreadable);
    }
    try {
      return new Found<>(id, as(mapping.recordType(), value, row));
    } catch (LoadException e) {
      return new Broken<>(id, e);
    }
  }

  /** No {@code Class.cast}, which does not know the boxed type of a primitive. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T as(Class<T> type, Shape shape, @Nullable Object[] row) {
    Object value = shape.assemble(row);
    if (value == null) {
      throw new LoadException(
          "loader %s: a row has NULL for what %s is made of"
              .formatted(mapping.loader(), type.getSimpleName()));
    }
    return (T) value;
  }
}
