package dev.twofold.testing;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryTables.Join;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.relation.Link;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What ties rows to their owners in an {@link InMemoryDatabase}; checked when it is made. */
final class InMemoryRelation {

  private final InMemoryTables tables;
  private final String name;
  private final RowMapping<?, ?> rows;
  private final @Nullable Class<?> ownerEntity;
  private final Link link;
  private final List<Condition> conditions;
  private final List<Order> order;

  /** A row of an owner; both keys as the database has them. */
  record Related(Object owner, Object id, Record row) {}

  InMemoryRelation(
      InMemoryTables tables,
      String name,
      RowMapping<?, ?> rows,
      @Nullable Class<?> ownerEntity,
      Class<?> ownerKeyType,
      Link link,
      List<Condition> conditions,
      List<Order> order) {
    this.tables = tables;
    this.name = name;
    this.rows = rows;
    this.ownerEntity = ownerEntity;
    this.link = link;
    this.conditions = conditions;
    this.order = order;
    if (link instanceof Link.ForeignKey foreignKey) {
      requireType(foreignKey.attribute(), ownerKeyType);
    } else if (ownerEntity == null) {
      throw refusal(
          "'%s' is a collection of an entity that is not known".formatted(link.attribute()));
    }
    conditions.forEach(condition -> type(condition.attribute()));
    order.forEach(step -> type(step.attribute()));
  }

  private void requireType(String attribute, Class<?> ownerKeyType) {
    Class<?> type = type(attribute);
    if (!type.equals(ownerKeyType)) {
      throw refusal(
          "'%s' of %s is a %s, but the keys of its owners are %s"
              .formatted(
                  attribute,
                  rows.recordType().getSimpleName(),
                  type.getSimpleName(),
                  ownerKeyType.getSimpleName()));
    }
  }

  /** The type of an attribute of the rows. */
  Class<?> type(String attribute) {
    Class<?> recordType = rows.recordType();
    return InMemoryColumns.type(recordType, attribute)
        .orElseThrow(
            () ->
                refusal(
                    "%s has no '%s', but %s"
                        .formatted(recordType.getSimpleName(), attribute, names(recordType))));
  }

  private static String names(Class<?> recordType) {
    return Arrays.stream(recordType.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(joining(", "));
  }

  /** That relation and rows do not fit. */
  ConfigurationException refusal(String reason) {
    return new ConfigurationException(
        "relation %s to %s: %s".formatted(name, rows.loader(), reason));
  }

  /**
   * Which owners a write concerns.
   *
   * @param others attributes that count beside those of link, conditions and order
   */
  <O> Affected<O> affectedBy(Change change, List<String> others) {
    List<String> attributes = new ArrayList<>(others);
    conditions.forEach(condition -> attributes.add(condition.attribute()));
    order.forEach(step -> attributes.add(step.attribute()));
    return link instanceof Link.ForeignKey foreignKey
        ? InMemoryImpact.referring(rows, foreignKey.attribute(), attributes, change)
        : InMemoryImpact.linked(rows, requireNonNull(ownerEntity), link.attribute(), change);
  }

  /** Whether the rows of an owner come as they were linked, which no row tells. */
  boolean isOrderedByLinks() {
    return order.isEmpty() && link instanceof Link.Collection;
  }

  /** The rows of each owner that has any, in order. */
  List<List<Related>> of(Collection<?> owners, ParameterValues parameters) {
    Set<Object> wanted = new HashSet<>();
    owners.forEach(owner -> wanted.add(spelled(owner)));
    Map<Object, List<Related>> byOwner = byOwner(parameters);
    byOwner.keySet().retainAll(wanted);
    return List.copyOf(byOwner.values());
  }

  /** A key of an owner as keys are compared. */
  Object spelled(Object owner) {
    return tables.columns().spelled(owner);
  }

  /** The rows of every owner that has any, in order, by its key as keys are compared. */
  Map<Object, List<Related>> byOwner(ParameterValues parameters) {
    Map<Object, List<Related>> byOwner = new LinkedHashMap<>();
    related(parameters)
        .forEach(
            related ->
                byOwner
                    .computeIfAbsent(spelled(related.owner()), absent -> new ArrayList<>())
                    .add(related));
    if (!isOrderedByLinks()) {
      byOwner.values().forEach(related -> related.sort(order()));
    }
    return byOwner;
  }

  /** The rows of all owners. */
  private Stream<Related> related(ParameterValues parameters) {
    Map<Object, Record> visible = tables.rows(rows, parameters);
    InMemoryConditions which = new InMemoryConditions(conditions, tables.columns(), parameters);
    visible.values().removeIf(row -> !which.holdFor(row));
    return link instanceof Link.ForeignKey foreignKey
        ? referring(visible, foreignKey.attribute())
        : joined(visible, requireNonNull(ownerEntity), link.attribute());
  }

  private static Stream<Related> referring(Map<Object, Record> visible, String attribute) {
    List<Related> referring = new ArrayList<>();
    visible.forEach(
        (id, row) -> {
          Object owner = InMemoryColumns.value(row, attribute);
          if (owner != null) {
            referring.add(new Related(owner, id, row));
          }
        });
    return referring.stream();
  }

  private Stream<Related> joined(
      Map<Object, Record> visible, Class<?> entityOfOwners, String attribute) {
    List<Related> joined = new ArrayList<>();
    for (Join join : tables.joins(entityOfOwners, attribute)) {
      Record row = visible.get(join.target());
      if (row != null) {
        joined.add(new Related(join.owner(), join.target(), row));
      }
    }
    return joined.stream();
  }

  /** The order of the rows of one owner: null is the smallest, and the id is the last step. */
  Comparator<Related> order() {
    Comparator<Related> byId = (left, right) -> InMemoryColumns.compare(left.id(), right.id());
    return order.stream()
        .map(InMemoryRelation::step)
        .reduce(Comparator::thenComparing)
        .map(steps -> steps.thenComparing(byId))
        .orElse(byId);
  }

  private static Comparator<Related> step(Order order) {
    Comparator<Related> ascending =
        (left, right) ->
            InMemoryColumns.compare(
                InMemoryColumns.value(left.row(), order.attribute()),
                InMemoryColumns.value(right.row(), order.attribute()));
    return order.descending() ? ascending.reversed() : ascending;
  }
}
