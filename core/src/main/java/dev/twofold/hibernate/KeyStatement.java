package dev.twofold.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads rows by one kind of key. Lists of keys are filled up to a power of two
 * with the last key, so that few texts exist, each translated once; where the dialect has arrays
 * there is one. Thread-safe.
 */
final class KeyStatement {

  private final RowSelect select;
  private final Shape key;
  private final int[] columns;
  private final @Nullable KeyArray array;
  private final int limit;
  private final Map<Integer, StatementText> texts = new ConcurrentHashMap<>();

  KeyStatement(RowSelect select, Shape key, BatchLimits limits) {
    this.select = select;
    this.key = key;
    this.columns = key.columns().toArray();
    this.array =
        columns.length == 1 && limits.bindsArrays()
            ? KeyArrays.find(select.columns().get(columns[0]))
            : null;
    this.limit = limits.keys(columns.length);
    text(1);
  }

  int columns() {
    return columns.length;
  }

  /** The text for that many keys. */
  StatementText text(int keys) {
    if (array != null) {
      return texts.computeIfAbsent(1, one -> select.forArray(columns[0]));
    }
    if (keys > limit) {
      throw new IllegalArgumentException(
          "%d keys in one statement; at most %d are allowed".formatted(keys, limit));
    }
    return texts.computeIfAbsent(
        Math.min(nextPowerOfTwo(keys), limit), size -> select.forKeys(columns, size));
  }

  private static int nextPowerOfTwo(int number) {
    return number == 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
  }

  void bind(
      StatementText text,
      PreparedStatement statement,
      Collection<?> keys,
      @Nullable Object tenant,
      WrapperOptions options)
      throws SQLException {
    @Nullable Object[] values = values(keys);
    for (int i = 0; i < text.parameters(); i++) {
      int parameter = text.parameter(i);
      if (parameter == StatementText.TENANT) {
        SelectedColumn column = select.tenantColumn();
        column.bind(statement, i + 1, column.relational(tenant), options);
      } else if (array != null) {
        array.bind(statement, i + 1, values);
      } else {
        bindKey(statement, i + 1, parameter, values, options);
      }
    }
  }

  /** A parameter behind the last key repeats it. */
  private void bindKey(
      PreparedStatement statement,
      int index,
      int parameter,
      @Nullable Object[] values,
      WrapperOptions options)
      throws SQLException {
    int column = parameter % columns.length;
    int value = Math.min(parameter, values.length - columns.length + column);
    select.columns().get(columns[column]).bind(statement, index, values[value], options);
  }

  /** The columns of all keys, one key after the other, as the driver wants them. */
  private @Nullable Object[] values(Collection<?> keys) {
    @Nullable Object[] values = new @Nullable Object[keys.size() * columns.length];
    @Nullable Object[] row = new @Nullable Object[select.columns().size()];
    int next = 0;
    for (Object each : keys) {
      key.disassemble(each, row);
      for (int column : columns) {
        values[next++] = select.columns().get(column).relational(row[column]);
      }
    }
    return values;
  }
}
