package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import dev.twofold.shape.RecordPart;
import dev.twofold.shape.RecordShape;
import dev.twofold.shape.ResolvedType;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of a unique key out of a row: one component, or a record made of several.
 *
 * @param <U> type of the values
 * @param <V> type of the rows
 */
final class UniqueValue<U, V> {

  private final Class<U> type;
  private final List<RecordPart> components;
  private final @Nullable RecordShape made;

  private UniqueValue(Class<U> type, List<RecordPart> components, @Nullable RecordShape made) {
    this.type = type;
    this.components = components;
    this.made = made;
  }

  static <U, V> UniqueValue<U, V> of(
      String loader, Class<U> type, List<String> attributes, Class<V> row) {
    List<RecordPart> parts = shape(row).parts();
    List<RecordPart> components =
        attributes.stream().map(attribute -> component(loader, row, parts, attribute)).toList();
    if (boxed(components).equals(List.of(type))) {
      return new UniqueValue<>(type, components, null);
    }
    return new UniqueValue<>(type, components, made(loader, type, boxed(components)));
  }

  private static RecordShape shape(Class<?> record) {
    return RecordShape.of(ResolvedType.of(record), record.getSimpleName());
  }

  private static RecordPart component(
      String loader, Class<?> row, List<RecordPart> parts, String attribute) {
    return parts.stream()
        .filter(part -> part.name().equals(attribute))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "a unique key of %s names '%s', which is no component of %s; its components: %s"
                        .formatted(
                            loader,
                            attribute,
                            row.getSimpleName(),
                            parts.stream().map(RecordPart::name).toList())));
  }

  private static RecordShape made(String loader, Class<?> type, List<Class<?>> given) {
    RecordShape shape = type.isRecord() ? shape(type) : null;
    List<Class<?>> wanted = shape == null ? List.of(type) : boxed(shape.parts());
    if (shape == null || !wanted.equals(given)) {
      throw new ConfigurationException(
          "a unique key of %s has values of type %s, which takes %s, but its attributes have the types %s"
              .formatted(loader, type.getSimpleName(), simpleNames(wanted), simpleNames(given)));
    }
    return shape;
  }

  private static List<Class<?>> boxed(List<RecordPart> parts) {
    return parts.stream()
        .<Class<?>>map(part -> MethodType.methodType(part.type().raw()).wrap().returnType())
        .toList();
  }

  private static List<String> simpleNames(List<Class<?>> types) {
    return types.stream().map(Class::getSimpleName).toList();
  }

  /** The value of a row; null if one of its attributes is null. */
  @Nullable U of(V row) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = components.get(i).valueOf(row);
      if (values[i] == null) {
        return null;
      }
    }
    return type.cast(made == null ? values[0] : construct(made, values));
  }

  private Object construct(RecordShape shape, @Nullable Object[] values) {
    try {
      return shape.construct(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getSimpleName() + " could not be made of a row", e);
    }
  }
}
