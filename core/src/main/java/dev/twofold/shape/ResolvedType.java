package dev.twofold.shape;

import dev.twofold.error.ConfigurationException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A type without open variables. A wildcard counts as its upper bound. Immutable.
 *
 * @param raw the class
 * @param arguments what stands for each type variable of the class; empty where the class has none,
 *     or was named without them
 */
public record ResolvedType(Class<?> raw, List<ResolvedType> arguments) {

  public ResolvedType {
    arguments = List.copyOf(arguments);
  }

  /**
   * Resolves a type.
   *
   * @param place where the type was found, for the message
   * @throws ConfigurationException if the type has a variable that nothing binds
   */
  public static ResolvedType of(Type type, String place) {
    return resolve(type, Map.of(), place);
  }

  /** A class and its type arguments. */
  public static ResolvedType of(Class<?> raw, ResolvedType... arguments) {
    return new ResolvedType(raw, List.of(arguments));
  }

  /**
   * A type that is declared inside this one, such as that of a record component.
   *
   * @param place where the type was found, for the message
   * @throws ConfigurationException if it has a variable that this type does not bind
   */
  public ResolvedType member(Type declared, String place) {
    return resolve(declared, bindings(), place);
  }

  /**
   * The records, enums and other classes without permitted subtypes of their own that values of
   * this sealed type can have, ordered by {@link #name}.
   *
   * @param place where the type was found, for the message
   * @throws ConfigurationException if one has a type variable that this type does not bind
   */
  public List<ResolvedType> permittedLeaves(String place) {
    return leaves(place).distinct().sorted(Comparator.comparing(ResolvedType::name)).toList();
  }

  private Stream<ResolvedType> leaves(String place) {
    if (raw.isEnum() || !raw.isSealed()) {
      return Stream.of(this);
    }
    return Arrays.stream(raw.getPermittedSubclasses())
        .flatMap(subtype -> asSubtype(subtype, place).leaves(place));
  }

  /** The name of the class with its enclosing classes, without package. */
  public String name() {
    return raw.getName()
        .substring(raw.getPackageName().isEmpty() ? 0 : raw.getPackageName().length() + 1);
  }

  private ResolvedType asSubtype(Class<?> subtype, String place) {
    Map<TypeVariable<?>, ResolvedType> bindings = new HashMap<>();
    Stream.concat(
            Stream.ofNullable(subtype.getGenericSuperclass()),
            Arrays.stream(subtype.getGenericInterfaces()))
        .filter(
            parent -> parent instanceof ParameterizedType generic && generic.getRawType() == raw)
        .map(ParameterizedType.class::cast)
        .forEach(parent -> bind(parent.getActualTypeArguments(), bindings));
    return new ResolvedType(
        subtype,
        Arrays.stream(subtype.getTypeParameters())
            .map(variable -> resolve(variable, bindings, place))
            .toList());
  }

  private void bind(Type[] given, Map<TypeVariable<?>, ResolvedType> bindings) {
    for (int i = 0; i < Math.min(given.length, arguments.size()); i++) {
      if (given[i] instanceof TypeVariable<?> variable) {
        bindings.put(variable, arguments.get(i));
      }
    }
  }

  private Map<TypeVariable<?>, ResolvedType> bindings() {
    Map<TypeVariable<?>, ResolvedType> bindings = new HashMap<>();
    TypeVariable<?>[] variables = raw.getTypeParameters();
    for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
      bindings.put(variables[i], arguments.get(i));
    }
    return bindings;
  }

  private static ResolvedType resolve(
      Type type, Map<TypeVariable<?>, ResolvedType> bindings, String place) {
    if (type instanceof Class<?> plain) {
      return new ResolvedType(plain, List.of());
    }
    if (type instanceof ParameterizedType generic) {
      return new ResolvedType(
          (Class<?>) generic.getRawType(),
          Arrays.stream(generic.getActualTypeArguments())
              .map(argument -> resolve(argument, bindings, place))
              .toList());
    }
    if (type instanceof WildcardType wildcard) {
      return resolve(wildcard.getUpperBounds()[0], bindings, place);
    }
    if (type instanceof GenericArrayType array) {
      ResolvedType element = resolve(array.getGenericComponentType(), bindings, place);
      return new ResolvedType(element.raw().arrayType(), element.arguments());
    }
    ResolvedType bound = bindings.get(type);
    if (bound == null) {
      throw new ConfigurationException(
          "%s has the type variable %s, which nothing binds; name the type arguments where the type is used"
              .formatted(place, type.getTypeName()));
    }
    return bound;
  }

  /** The type as it is written in source, with simple names. */
  @Override
  public String toString() {
    if (arguments.isEmpty()) {
      return raw.getSimpleName();
    }
    return raw.getSimpleName()
        + arguments.stream()
            .map(ResolvedType::toString)
            .toList()
            .toString()
            .replace('[', '<')
            .replace(']', '>');
  }
}
