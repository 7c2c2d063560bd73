package dev.twofold.hibernate;

import dev.twofold.hibernate.impact.ColumnName;
import dev.twofold.hibernate.impact.LinkKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys of the columns that link rows to them, as a reader makes them of a row.
 *
 * @param shape how a key is made of a row
 * @param columns what a row has
 * @param positions for each column of the key its position among those of the link
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ShapeKey<K>(Shape shape, List<SelectedColumn> columns, int[] positions)
    implements LinkKey<K> {

  /**
   * A key.
   *
   * @param link the columns of the link
   */
  static <K> ShapeKey<K> of(SelectList select, Shape shape, List<ColumnName> link) {
    int[] positions = shape.columns().map(column -> link.indexOf(select.column(column))).toArray();
    return new ShapeKey<>(shape, select.columns(), positions);
  }

  @Override
  @SuppressWarnings("unchecked") // the shape was made for the type of the keys
  public @Nullable K of(@Nullable Object[] link) {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    int next = 0;
    for (int column : shape.columns().toArray()) {
      Object value = link[positions[next++]];
      if (value == null) {
        return null;
      }
      row[column] = columns.get(column).type().domain(value);
    }
    return (K) shape.assemble(row);
  }
}
