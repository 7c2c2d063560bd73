package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.RowChange.Known;
import dev.twofold.invalidation.RowChange.State;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.jspecify.annotations.Nullable;

/**
 * Where a row has the value of one of its columns.
 *
 * @param attribute the path of the attribute that has it; null: the id
 * @param part how values of the attribute become columns; of a to-one the id that it refers to
 * @param column which of these columns it is
 */
record ColumnValue(@Nullable String attribute, ValuedModelPart part, int column) {

  /** The value as the driver has it. */
  State of(RowImage image) {
    State state = attribute == null ? new Known(image.id()) : image.value(attribute);
    return state instanceof Known known && known.value() != null
        ? new Known(columns(part, known.value())[column])
        : state;
  }

  /** What a value becomes. */
  static @Nullable Object[] columns(ValuedModelPart part, Object value) {
    @Nullable Object[] columns = new @Nullable Object[part.getJdbcTypeCount()];
    part.breakDownJdbcValues(value, (position, each, selectable) -> columns[position] = each, null);
    return columns;
  }
}
