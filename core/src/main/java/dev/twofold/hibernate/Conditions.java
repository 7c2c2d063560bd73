package dev.twofold.hibernate;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Condition.Comparison;
import dev.twofold.criteria.Condition.EqualsParameter;
import dev.twofold.criteria.Condition.Nullness;
import dev.twofold.criteria.Condition.OneOf;
import dev.twofold.criteria.Condition.Operator;
import java.util.List;

/** The conditions of a relation in HQL. All values are parameters of the statement. */
final class Conditions {

  private final RelationSource source;
  private final Relation relation;
  private final Restrictions restrictions;

  Conditions(RelationSource source) {
    this.source = source;
    this.relation = source.relation();
    this.restrictions = source.restrictions();
  }

  /** Adds them to what the statement demands. */
  void restrict() {
    for (Condition condition : relation.conditions()) {
      SingleColumn column = relation.column(source.attributes(), condition.attribute());
      restrictions.add(predicate(condition, column));
    }
  }

  private String predicate(Condition condition, SingleColumn column) {
    if (condition instanceof Comparison comparison) {
      requireOrdered(comparison, column);
      return "%s %s %s"
          .formatted(
              column.path(),
              symbol(comparison.operator()),
              constant(condition, column, comparison.value()));
    }
    if (condition instanceof OneOf oneOf) {
      List<String> values =
          oneOf.values().stream().map(value -> constant(condition, column, value)).toList();
      return "%s in (%s)".formatted(column.path(), String.join(", ", values));
    }
    if (condition instanceof Nullness nullness) {
      return column.path() + (nullness.isNull() ? " is null" : " is not null");
    }
    return "%s = %s".formatted(column.path(), parameter((EqualsParameter) condition, column));
  }

  private static String symbol(Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private void requireOrdered(Comparison comparison, SingleColumn column) {
    switch (comparison.operator()) {
      case EQUAL, NOT_EQUAL -> {}
      default -> relation.requireOrdered(source.attributes(), comparison.attribute(), column);
    }
  }

  private String constant(Condition condition, SingleColumn column, Object value) {
    Wanted wanted =
        new Wanted(
            "%s: the value of the condition on '%s'"
                .formatted(relation.subject(), condition.attribute()),
            value.getClass());
    requireType(wanted, column);
    return restrictions.given(GivenValue.constant(column.mapping(), value));
  }

  private String parameter(EqualsParameter condition, SingleColumn column) {
    Wanted wanted =
        new Wanted(
            "%s: parameter '%s' of the condition on '%s'"
                .formatted(relation.subject(), condition.parameter().name(), condition.attribute()),
            condition.parameter().type());
    requireType(wanted, column);
    return restrictions.given(GivenValue.of(column.mapping(), condition.parameter()));
  }

  /** A value may be of a subtype of the attribute's: a constant of an enum can have a body. */
  private void requireType(Wanted given, SingleColumn column) {
    if (!Wanted.boxed(column.javaType()).isAssignableFrom(given.type())) {
      throw given.mismatch(column.javaType(), column.attribute());
    }
    if (!column.isComparable()) {
      throw relation.refusal(
          "attribute '%s' of %s is a large object, which cannot be compared"
              .formatted(column.attribute().name(), source.attributes().owner()));
    }
  }
}
