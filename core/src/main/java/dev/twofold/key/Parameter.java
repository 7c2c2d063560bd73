package dev.twofold.key;

import static java.util.Objects.requireNonNull;

/**
 * A value that a loader depends on beside its key, such as a tenant or a locale. It belongs to the
 * identity of the loader: the same key under two values of a parameter is two entries in every
 * tier. Declare one as a constant; a scope has the value.
 *
 * @param name unique within an application; letters, digits, {@code .}, {@code _} and {@code -}
 * @param type the type of its values; one that {@link KeyFormat} can write, and no primitive
 * @param <T> the type of its values
 */
public record Parameter<T>(String name, Class<T> type) {

  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "a parameter's name has letters, digits, '.', '_' and '-' only, but was '" + name + "'");
    }
    if (type.isPrimitive()) {
      throw new IllegalArgumentException(
          "the type of parameter '%s' is the primitive %s; name its box".formatted(name, type));
    }
  }

  /** A parameter of that name and type. */
  public static <T> Parameter<T> of(String name, Class<T> type) {
    return new Parameter<>(name, type);
  }
}
