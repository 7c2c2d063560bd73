package dev.twofold.key;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of some parameters. Immutable. */
public final class ParameterValues {

  private static final ParameterValues NONE = new ParameterValues(Map.of());

  private final Map<Parameter<?>, Object> values;

  private ParameterValues(Map<Parameter<?>, Object> values) {
    this.values = values;
  }

  /** No values. */
  public static ParameterValues none() {
    return NONE;
  }

  /** One value. */
  public static <T> ParameterValues of(Parameter<T> parameter, T value) {
    return NONE.and(parameter, value);
  }

  /** These values and one more, which replaces an earlier one of the same parameter. */
  public <T> ParameterValues and(Parameter<T> parameter, T value) {
    requireNonNull(parameter, "parameter");
    requireNonNull(value, "value");
    if (!parameter.type().isInstance(value)) {
      throw new IllegalArgumentException(
          "parameter '%s' takes a %s, but was given a %s"
              .formatted(parameter.name(), parameter.type().getName(), value.getClass().getName()));
    }
    Map<Parameter<?>, Object> more = new HashMap<>(values);
    more.put(parameter, value);
    return new ParameterValues(Map.copyOf(more));
  }

  /** The value of a parameter, or empty where none was set. */
  public <T> Optional<T> find(Parameter<T> parameter) {
    return Optional.ofNullable(parameter.type().cast(values.get(parameter)));
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalStateException if none was set; a parameter has no default
   */
  public <T> T require(Parameter<T> parameter) {
    return find(parameter)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "parameter '%s' has no value in this scope; set it when the scope is opened, or for a block with LoadScope.with"
                        .formatted(parameter.name())));
  }

  /**
   * Only the values of these parameters.
   *
   * @throws IllegalStateException if one of them has none
   */
  public ParameterValues only(Set<Parameter<?>> parameters) {
    if (parameters.isEmpty()) {
      return NONE;
    }
    Map<Parameter<?>, Object> some = new HashMap<>();
    for (Parameter<?> parameter : parameters) {
      some.put(parameter, require(parameter));
    }
    return new ParameterValues(Map.copyOf(some));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The names of the parameters that have a value; never the values. */
  @Override
  public String toString() {
    return values.keySet().stream().map(Parameter::name).sorted().toList().toString();
  }
}
