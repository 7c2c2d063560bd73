package dev.twofold.hibernate.entity;

import dev.twofold.key.KeyFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys as columns: a key of one column is the value of the column, one of several is the list of
 * their values. So a foreign key is the key of what it leads to, without an id being made of it.
 */
public final class Keys {

  private Keys() {}

  /** The key that some columns of a row have; null if one of them is null. */
  static @Nullable Object of(List<? extends @Nullable Object> row, int[] columns) {
    if (columns.length == 1) {
      return row.get(columns[0]);
    }
    List<Object> values = new ArrayList<>(columns.length);
    for (int column : columns) {
      Object value = row.get(column);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return Collections.unmodifiableList(values);
  }

  /** The key that the first columns of a row are. */
  static @Nullable Object first(@Nullable Object[] row, int columns) {
    int[] positions = new int[columns];
    Arrays.setAll(positions, i -> i);
    return of(Arrays.asList(row), positions);
  }

  /** The columns of a key. */
  public static List<?> columns(Object key, int columns) {
    return columns == 1 ? List.of(key) : (List<?>) key;
  }

  /** How keys of such columns are written. */
  static KeyFormat<Object> format(List<StateColumn> columns) {
    List<KeyFormat<Object>> formats =
        columns.stream().map(column -> KeyFormat.<Object>of(column.type())).toList();
    if (formats.size() == 1) {
      return formats.get(0);
    }
    return key -> {
      StringBuilder text = new StringBuilder("(");
      List<?> values = (List<?>) key;
      for (int i = 0; i < formats.size(); i++) {
        text.append(i == 0 ? "" : ",").append(formats.get(i).toText(values.get(i)));
      }
      return text.append(')').toString();
    };
  }
}
