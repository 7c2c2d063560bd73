package dev.twofold.hibernate;

import java.util.Arrays;
import java.util.Collection;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** The statement that reads by one kind of key. Thread-safe. */
final class KeyStatement implements KeyedStatement<Object> {

  private final KeyedQuery query;
  private final Shape key;
  private final int[] columns;
  private final KeyTexts texts;

  KeyStatement(KeyedQuery query, Shape key, BatchLimits limits) {
    this.query = query;
    this.key = key;
    this.columns = key.columns().toArray();
    this.texts =
        new KeyTexts(
            Arrays.stream(columns).mapToObj(this::type).toList(),
            limits,
            () -> query.translate(of -> KeyPredicates.array(of, columns[0])),
            keys -> query.translate(of -> KeyPredicates.list(of, columns, keys)));
  }

  private ColumnType type(int column) {
    return query.columns().get(column).type();
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
    return texts.text(keys.size());
  }

  @Override
  public StatementText.Values values(Collection<?> keys, WrapperOptions options) {
    return texts.values(relational(keys), options);
  }

  /** The columns of all keys, one key after the other, as the driver wants them. */
  private @Nullable Object[] relational(Collection<?> keys) {
    @Nullable Object[] values = new @Nullable Object[keys.size() * columns.length];
    @Nullable Object[] row = new @Nullable Object[query.columns().size()];
    int next = 0;
    for (Object each : keys) {
      key.disassemble(each, row);
      for (int column : columns) {
        values[next++] = type(column).relational(row[column]);
      }
    }
    return values;
  }
}
