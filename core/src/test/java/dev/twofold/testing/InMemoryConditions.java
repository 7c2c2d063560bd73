package dev.twofold.testing;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Condition.Comparison;
import dev.twofold.criteria.Condition.EqualsParameter;
import dev.twofold.criteria.Condition.Nullness;
import dev.twofold.criteria.Condition.OneOf;
import dev.twofold.key.ParameterValues;
import java.util.List;

/** Tells which rows count, as SQL does: what is null meets no comparison. */
record InMemoryConditions(
    List<Condition> conditions, InMemoryColumns columns, ParameterValues parameters) {

  boolean holdFor(Record row) {
    return conditions.stream().allMatch(condition -> holds(condition, row));
  }

  private boolean holds(Condition condition, Record row) {
    Object has = InMemoryColumns.value(row, condition.attribute());
    if (condition instanceof Nullness nullness) {
      return nullness.isNull() == (has == null);
    }
    if (has == null) {
      return false;
    }
    if (condition instanceof OneOf oneOf) {
      return oneOf.values().stream().anyMatch(value -> equal(has, value));
    }
    if (condition instanceof EqualsParameter equals) {
      return equal(has, parameters.require(equals.parameter()));
    }
    return compares((Comparison) condition, has);
  }

  private boolean equal(Object has, Object value) {
    return columns.spelled(has).equals(columns.spelled(value));
  }

  private boolean compares(Comparison comparison, Object has) {
    Object value = comparison.value();
    return switch (comparison.operator()) {
      case EQUAL -> equal(has, value);
      case NOT_EQUAL -> !equal(has, value);
      case LESS -> InMemoryColumns.compare(has, value) < 0;
      case LESS_OR_EQUAL -> InMemoryColumns.compare(has, value) <= 0;
      case GREATER -> InMemoryColumns.compare(has, value) > 0;
      case GREATER_OR_EQUAL -> InMemoryColumns.compare(has, value) >= 0;
    };
  }
}
