package dev.twofold.criteria;

import static java.util.Objects.requireNonNull;

import dev.twofold.key.Parameter;
import java.util.List;

/**
 * A condition on the rows of a relation. It belongs to the identity of what is cached. Several
 * conditions all have to hold. Attributes are names of mapped attributes; they and the types of the
 * values are checked at start.
 */
public sealed interface Condition {

  /** The name of the attribute. */
  String attribute();

  /** The attribute compared with a constant. */
  record Comparison(String attribute, Operator operator, Object value) implements Condition {
    public Comparison {
      requireNonNull(attribute, "attribute");
      requireNonNull(operator, "operator");
      requireConstant(attribute, value);
    }
  }

  /** The attribute has one of some constants; not empty. */
  record OneOf(String attribute, List<Object> values) implements Condition {
    public OneOf {
      requireNonNull(attribute, "attribute");
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "a condition on '%s' allows no value at all".formatted(attribute));
      }
      for (Object value : values) {
        requireConstant(attribute, value);
      }
    }
  }

  /** The attribute is null, or is not. */
  record Nullness(String attribute, boolean isNull) implements Condition {
    public Nullness {
      requireNonNull(attribute, "attribute");
    }
  }

  /** The attribute equals the value of a parameter of the scope, such as the viewer. */
  record EqualsParameter(String attribute, Parameter<?> parameter) implements Condition {
    public EqualsParameter {
      requireNonNull(attribute, "attribute");
      requireNonNull(parameter, "parameter");
    }
  }

  /** Conditions name what is cached, so a constant must have the same text in every process. */
  private static void requireConstant(String attribute, Object value) {
    requireNonNull(value, "value");
    try {
      if (value.getClass().getMethod("toString").getDeclaringClass() == Object.class) {
        throw new IllegalArgumentException(
            "a condition on '%s' compares with a %s, which has no text of its own; override toString, or compare another attribute"
                .formatted(attribute, value.getClass().getSimpleName()));
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every class has toString", e);
    }
  }

  /** How an attribute is compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** The attribute equals a constant. */
  static Condition eq(String attribute, Object value) {
    return new Comparison(attribute, Operator.EQUAL, value);
  }

  /** The attribute equals the value that a parameter has in the scope. */
  static Condition eq(String attribute, Parameter<?> parameter) {
    return new EqualsParameter(attribute, parameter);
  }

  /** The attribute has a value, and not this one. */
  static Condition ne(String attribute, Object value) {
    return new Comparison(attribute, Operator.NOT_EQUAL, value);
  }

  /** The attribute is less than a constant. */
  static Condition lt(String attribute, Object value) {
    return new Comparison(attribute, Operator.LESS, value);
  }

  /** The attribute is at most a constant. */
  static Condition le(String attribute, Object value) {
    return new Comparison(attribute, Operator.LESS_OR_EQUAL, value);
  }

  /** The attribute is greater than a constant. */
  static Condition gt(String attribute, Object value) {
    return new Comparison(attribute, Operator.GREATER, value);
  }

  /** The attribute is at least a constant. */
  static Condition ge(String attribute, Object value) {
    return new Comparison(attribute, Operator.GREATER_OR_EQUAL, value);
  }

  /** The attribute has one of some constants. */
  static Condition in(String attribute, Object... values) {
    return new OneOf(attribute, List.of(values));
  }

  /** The attribute is null. */
  static Condition isNull(String attribute) {
    return new Nullness(attribute, true);
  }

  /** The attribute is not null. */
  static Condition isNotNull(String attribute) {
    return new Nullness(attribute, false);
  }
}
