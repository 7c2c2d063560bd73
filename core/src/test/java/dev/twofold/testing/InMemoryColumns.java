package dev.twofold.testing;

import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of rows by the names of attributes: {@code story} is the component of that
 * name, or else {@code storyId}; a path into a component that is a record is written with dots.
 *
 * @param collation what the database makes of a value before it compares it
 */
record InMemoryColumns(UnaryOperator<Object> collation) {

  /** The type of what a record has for an attribute, boxed; empty if it has nothing. */
  static Optional<Class<?>> type(Class<?> recordType, String attribute) {
    Optional<Class<?>> type = Optional.of(recordType);
    for (String step : attribute.split("\\.", -1)) {
      type = type.flatMap(from -> component(from, step)).map(RecordComponent::getType);
    }
    return type.map(InMemoryColumns::boxed);
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  private static Optional<RecordComponent> component(Class<?> recordType, String name) {
    if (!recordType.isRecord()) {
      return Optional.empty();
    }
    List<RecordComponent> components = List.of(recordType.getRecordComponents());
    return named(components, name).or(() -> named(components, name + "Id"));
  }

  private static Optional<RecordComponent> named(List<RecordComponent> components, String name) {
    return components.stream().filter(component -> component.getName().equals(name)).findFirst();
  }

  /** What a row has for an attribute; null as in the database. */
  static @Nullable Object value(Object row, String attribute) {
    Object value = row;
    for (String step : attribute.split("\\.", -1)) {
      if (value == null) {
        return null;
      }
      Class<?> from = value.getClass();
      value =
          read(
              component(from, step)
                  .orElseThrow(
                      () -> new IllegalArgumentException(from + " has no component " + step)),
              value);
    }
    return value;
  }

  private static @Nullable Object read(RecordComponent component, Object row) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** The values of all components, for null what equals no value. */
  List<Object> all(Record row) {
    return Arrays.stream(row.getClass().getRecordComponents())
        .map(component -> spelled(read(component, row)))
        .toList();
  }

  /** A value in the spelling by which the database compares; for null what equals no value. */
  Object spelled(@Nullable Object value) {
    return value == null ? Void.class : collation.apply(value);
  }

  /** What a row has for an attribute, spelled. */
  Object spelled(Object row, String attribute) {
    return spelled(value(row, attribute));
  }

  /** Compares values of one type as a database sorts them: null first, records by components. */
  static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    if (left instanceof Record && right instanceof Record) {
      for (RecordComponent component : left.getClass().getRecordComponents()) {
        int order = compare(read(component, left), read(component, right));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
    return comparable(left).compareTo(right);
  }

  @SuppressWarnings("unchecked") // values of one column have one type
  private static Comparable<Object> comparable(Object value) {
    return (Comparable<Object>) value;
  }
}
