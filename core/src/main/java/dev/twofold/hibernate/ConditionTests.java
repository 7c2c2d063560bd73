package dev.twofold.hibernate;

import static org.hibernate.sql.Template.TEMPLATE;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Condition.Comparison;
import dev.twofold.criteria.Condition.EqualsParameter;
import dev.twofold.criteria.Condition.Nullness;
import dev.twofold.criteria.Condition.OneOf;
import dev.twofold.criteria.Condition.Operator;
import dev.twofold.hibernate.impact.ColumnName;
import dev.twofold.hibernate.impact.ColumnTest;
import dev.twofold.hibernate.impact.RowTest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a relation as tests of rows that are written. A test fails only where the
 * database is sure to agree: it may call strings equal that are not, and round what it is given.
 */
final class ConditionTests {

  /** Values that every database compares as they are. */
  private static final Set<Class<?>> ORDERED_EXACTLY =
      Set.of(Boolean.class, Byte.class, Short.class, Integer.class, Long.class, BigInteger.class);

  private final RelationSource source;

  ConditionTests(RelationSource source) {
    this.source = source;
  }

  /** All of them have to hold. */
  RowTest all() {
    List<RowTest> tests = new ArrayList<>();
    for (Condition condition : source.relation().conditions()) {
      SingleColumn column = source.relation().column(source.attributes(), condition.attribute());
      if (isAsWritten(column.column())) {
        tests.add(
            ColumnTest.of(
                source.entity(), ColumnName.of(column.column()), test(condition, column)));
      }
    }
    return image -> tests.stream().allMatch(test -> test.mayHold(image));
  }

  /** Whether the database has what the attribute has: a default or an expression may intervene. */
  private boolean isAsWritten(SelectableMapping column) {
    return !source.entity().isDynamicInsert()
        && !column.isFormula()
        && column.isInsertable()
        && column.isUpdateable()
        && isPlain(
            column.getCustomReadExpression(), TEMPLATE + "." + column.getSelectionExpression())
        && isPlain(column.getCustomWriteExpression(), "?");
  }

  private static boolean isPlain(@Nullable String expression, String plain) {
    return expression == null || expression.equals(plain);
  }

  private static Predicate<@Nullable Object> test(Condition condition, SingleColumn column) {
    if (condition instanceof Nullness nullness) {
      // Some databases have null for the empty string.
      return value -> "".equals(value) || nullness.isNull() == (value == null);
    }
    if (condition instanceof EqualsParameter || !isExact(condition, column)) {
      return value -> value != null;
    }
    if (condition instanceof OneOf oneOf) {
      List<Object> values =
          oneOf.values().stream().map(value -> relational(column, value)).toList();
      return value -> value != null && values.contains(value);
    }
    Comparison comparison = (Comparison) condition;
    Object constant = relational(column, comparison.value());
    return value -> value != null && compares(comparison, value, constant);
  }

  private static boolean isExact(Condition condition, SingleColumn column) {
    Class<?> type = Wanted.boxed(new ColumnType(column.mapping()).relationalType());
    boolean isEquality =
        !(condition instanceof Comparison comparison)
            || comparison.operator() == Operator.EQUAL
            || comparison.operator() == Operator.NOT_EQUAL;
    return ORDERED_EXACTLY.contains(type)
        || (isEquality && (type == UUID.class || column.javaType().isEnum()));
  }

  private static Object relational(SingleColumn column, Object value) {
    Object relational = new ColumnType(column.mapping()).relational(value);
    return relational == null ? value : relational;
  }

  private static boolean compares(Comparison comparison, Object value, Object constant) {
    return switch (comparison.operator()) {
      case EQUAL -> value.equals(constant);
      case NOT_EQUAL -> !value.equals(constant);
      case LESS -> order(value, constant) < 0;
      case LESS_OR_EQUAL -> order(value, constant) <= 0;
      case GREATER -> order(value, constant) > 0;
      case GREATER_OR_EQUAL -> order(value, constant) >= 0;
    };
  }

  @SuppressWarnings("unchecked") // values of one column have one type
  private static int order(Object value, Object constant) {
    return ((Comparable<Object>) value).compareTo(constant);
  }
}
