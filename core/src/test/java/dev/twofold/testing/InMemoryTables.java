package dev.twofold.testing;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.relation.Association;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** What an {@link InMemoryDatabase} has: rows, rows of join tables, and its mapping. */
final class InMemoryTables {

  /** Ids of any type, in an order that does not change. */
  private static final Comparator<Object> STABLE = Comparator.comparing(Object::toString);

  private final ConcurrentMap<Class<?>, Map<Object, Record>> tables = new ConcurrentHashMap<>();
  private final ConcurrentMap<CollectionOf, List<Join>> joins = new ConcurrentHashMap<>();
  private final ConcurrentMap<Class<?>, List<Association>> associations = new ConcurrentHashMap<>();
  private volatile InMemoryColumns columns = new InMemoryColumns(UnaryOperator.identity());

  private record CollectionOf(Class<?> ownerEntity, String attribute) {}

  /** A row of a join table. */
  record Join(Object owner, Object target) {}

  /** The rows of an entity by id. */
  Map<Object, Record> rows(Class<?> entity) {
    return tables.computeIfAbsent(entity, absent -> new ConcurrentSkipListMap<>(STABLE));
  }

  /** The rows that a mapping can see: those of the tenant. */
  Map<Object, Record> rows(RowMapping<?, ?> mapping, ParameterValues parameters) {
    Parameter<?> tenant = mapping.tenant();
    Map<Object, Record> rows = new LinkedHashMap<>(rows(mapping.entity()));
    if (tenant != null) {
      Object wanted = parameters.require(tenant);
      rows.values().removeIf(row -> !columns.spelled(row, tenant.name()).equals(wanted));
    }
    return rows;
  }

  /** The rows of the join table of a collection, in the order in which they were added. */
  List<Join> joins(Class<?> ownerEntity, String attribute) {
    return joins.computeIfAbsent(
        new CollectionOf(ownerEntity, attribute), absent -> new CopyOnWriteArrayList<>());
  }

  boolean isMapped(Class<?> entity) {
    return tables.containsKey(entity) || associations.containsKey(entity);
  }

  List<Association> associations(Class<?> entity) {
    return List.copyOf(associations.getOrDefault(entity, List.of()));
  }

  void associate(Class<?> entity, Association association) {
    associations.computeIfAbsent(entity, absent -> new CopyOnWriteArrayList<>()).add(association);
  }

  /** The names of the entities that it has, for messages. */
  List<String> entities() {
    List<Class<?>> all = new ArrayList<>(tables.keySet());
    associations.keySet().stream().filter(entity -> !all.contains(entity)).forEach(all::add);
    return all.stream().map(Class::getSimpleName).sorted().toList();
  }

  InMemoryColumns columns() {
    return columns;
  }

  void comparingBy(UnaryOperator<Object> collation) {
    columns = new InMemoryColumns(collation);
  }
}
