package dev.twofold.testing;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryDatabase.Session;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import dev.twofold.tier.RowReader;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the rows of one entity in an {@link InMemoryDatabase}. */
final class InMemoryRows<K, V> implements RowReader<K, V> {

  /** Ids of any type, in an order that does not change. */
  static final Comparator<Object> ORDER = Comparator.comparing(Object::toString);

  private final RowMapping<K, V> mapping;
  private final Map<Object, Record> table;
  private final UnaryOperator<Object> collation;

  InMemoryRows(
      RowMapping<K, V> mapping, Map<Object, Record> table, UnaryOperator<Object> collation) {
    this.mapping = mapping;
    this.table = table;
    this.collation = collation;
  }

  @Override
  public int idColumns() {
    return mapping.keyType().isRecord() ? mapping.keyType().getRecordComponents().length : 1;
  }

  @Override
  public List<Row<K, V>> readByIds(
      Collection<? extends K> ids, ParameterValues parameters, DatabaseRead read) {
    read.session(Session.class).execute(ids.size());
    Set<Object> wanted = spelled(ids);
    List<Row<K, V>> rows = new ArrayList<>();
    table.forEach(
        (id, row) -> {
          if (wanted.contains(collation.apply(id)) && isOfTenant(row, parameters)) {
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
    UniqueAttributes unique = mapping.uniqueKeys().get(uniqueKey);
    Set<Object> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(parts(unique, value)));
    List<Row<K, V>> rows = new ArrayList<>();
    table.forEach(
        (id, row) -> {
          List<Object> has = unique.attributes().stream().map(name -> part(row, name)).toList();
          if (wanted.contains(has) && isOfTenant(row, parameters)) {
            rows.add(row(id, row));
          }
        });
    Collections.reverse(rows);
    return rows;
  }

  private Set<Object> spelled(Collection<?> keys) {
    Set<Object> spelled = new HashSet<>();
    keys.forEach(key -> spelled.add(collation.apply(key)));
    return spelled;
  }

  /** The parts of a value in the order of the attributes; a record names them as it likes. */
  private List<Object> parts(UniqueAttributes unique, Object value) {
    return value instanceof Record composite && unique.type().isRecord()
        ? Arrays.stream(composite.getClass().getRecordComponents())
            .map(component -> read(component, composite))
            .toList()
        : List.of(collation.apply(value));
  }

  private boolean isOfTenant(Record row, ParameterValues parameters) {
    Parameter<?> tenant = mapping.tenant();
    return tenant == null || part(row, tenant.name()).equals(parameters.require(tenant));
  }

  /** A component in the spelling by which the database compares; for null what equals no value. */
  private Object part(Object row, String name) {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return read(component, row);
      }
    }
    throw new IllegalArgumentException(row.getClass() + " has no component " + name);
  }

  private Object read(RecordComponent component, Object row) {
    try {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(row);
      return value == null ? Void.class : collation.apply(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  @SuppressWarnings("unchecked") // a test puts rows of the types that its loader names
  private Row<K, V> row(Object id, Record row) {
    return new Found<>((K) id, (V) row);
  }
}
