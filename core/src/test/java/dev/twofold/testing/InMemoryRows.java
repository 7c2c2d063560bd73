package dev.twofold.testing;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import dev.twofold.tier.RowReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the rows of one entity in an {@link InMemoryDatabase}. */
final class InMemoryRows<K, V> implements RowReader<K, V> {

  private final RowMapping<K, V> mapping;
  private final InMemoryTables tables;

  InMemoryRows(RowMapping<K, V> mapping, InMemoryTables tables) {
    this.mapping = mapping;
    this.tables = tables;
    tables.rows(mapping.entity());
  }

  /** How many columns a key of that type has. */
  static int columns(Class<?> keyType) {
    return keyType.isRecord() ? keyType.getRecordComponents().length : 1;
  }

  @Override
  public int idColumns() {
    return columns(mapping.keyType());
  }

  @Override
  public List<Row<K, V>> readByIds(
      Collection<? extends K> ids, ParameterValues parameters, DatabaseRead read) {
    read.session(Session.class).execute(ids.size());
    InMemoryColumns columns = tables.columns();
    Set<Object> wanted = new HashSet<>();
    ids.forEach(id -> wanted.add(columns.spelled(id)));
    List<Row<K, V>> rows = new ArrayList<>();
    tables
        .rows(mapping, parameters)
        .forEach(
            (id, row) -> {
              if (wanted.contains(columns.spelled(id))) {
                rows.add(row(id, row));
              }
            });
    Collections.reverse(rows);
    return rows;
  }

  @Override
  public List<Row<K, V>> readByUnique(
      int uniqueKey, Collection<?> values, ParameterValues parameters, DatabaseRead read) {
    read.session(Session.class).execute(values.size());
    InMemoryColumns columns = tables.columns();
    UniqueAttributes unique = mapping.uniqueKeys().get(uniqueKey);
    Set<Object> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(parts(columns, unique, value)));
    List<Row<K, V>> rows = new ArrayList<>();
    tables
        .rows(mapping, parameters)
        .forEach(
            (id, row) -> {
              List<Object> has =
                  unique.attributes().stream().map(name -> columns.spelled(row, name)).toList();
              if (wanted.contains(has)) {
                rows.add(row(id, row));
              }
            });
    Collections.reverse(rows);
    return rows;
  }

  @Override
  public Affected<K> affectedBy(Change change) {
    return InMemoryImpact.rows(mapping, change);
  }

  @Override
  public Affected<?> affectedBy(int uniqueKey, Change change) {
    return InMemoryImpact.unique(mapping, mapping.uniqueKeys().get(uniqueKey), change);
  }

  /** The parts of a value in the order of the attributes; a record names them as it likes. */
  private static List<Object> parts(
      InMemoryColumns columns, UniqueAttributes unique, Object value) {
    return value instanceof Record composite && unique.type().isRecord()
        ? columns.all(composite)
        : List.of(columns.spelled(value));
  }

  @SuppressWarnings("unchecked") // a test puts rows of the types that its loader names
  static <K, V> Row<K, V> row(Object id, Record row) {
    return new Found<>((K) id, (V) row);
  }
}
