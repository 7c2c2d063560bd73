package dev.twofold.hibernate;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads by one kind of key. Lists of keys are filled up to a power of two with
 * the last key, so that few texts exist, each translated once; where the dialect has arrays there
 * is one. Thread-safe.
 */
final class KeyStatement implements KeyedStatement<Object> {

  private final KeyedQuery query;
  private final Shape key;
  private final int[] columns;
  private final @Nullable KeyArray array;
  private final int limit;
  private final Map<Integer, StatementText> texts = new ConcurrentHashMap<>();

  KeyStatement(KeyedQuery query, Shape key, BatchLimits limits) {
    this.query = query;
    this.key = key;
    this.columns = key.columns().toArray();
    this.array =
        columns.length == 1 && limits.bindsArrays()
            ? KeyArrays.find(query.columns().get(columns[0]).type())
            : null;
    this.limit = limits.keys(columns.length);
    text(1);
  }

  @Override
  public KeyedQuery query() {
    return query;
  }

  /** How many columns a key has. */
  int columns() {
    return columns.length;
  }

  @Override
  public StatementText text(Collection<?> keys) {
    return text(keys.size());
  }

  private StatementText text(int keys) {
    if (array != null) {
      return texts.computeIfAbsent(
          1, one -> query.translate(of -> KeyPredicates.array(of, columns[0])));
    }
    return texts.computeIfAbsent(
        BatchLimits.filledUp(keys, limit),
        size -> query.translate(of -> KeyPredicates.list(of, columns, size)));
  }

  @Override
  public StatementText.Values values(Collection<?> keys, WrapperOptions options) {
    @Nullable Object[] values = relational(keys);
    if (array != null) {
      return (statement, index, position) -> array.bind(statement, index, values);
    }
    return (statement, index, position) -> {
      int column = position % columns.length;
      // A parameter behind the last key repeats it.
      int value = Math.min(position, values.length - columns.length + column);
      query.columns().get(columns[column]).type().bind(statement, index, values[value], options);
    };
  }

  /** The columns of all keys, one key after the other, as the driver wants them. */
  private @Nullable Object[] relational(Collection<?> keys) {
    @Nullable Object[] values = new @Nullable Object[keys.size() * columns.length];
    @Nullable Object[] row = new @Nullable Object[query.columns().size()];
    int next = 0;
    for (Object each : keys) {
      key.disassemble(each, row);
      for (int column : columns) {
        values[next++] = query.columns().get(column).type().relational(row[column]);
      }
    }
    return values;
  }
}
