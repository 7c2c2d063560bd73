package dev.twofold.loader;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which class an application wrote, and which types it gave to a loader. Both are found behind
 * subclasses that a container generated.
 */
public final class LoaderTypes {

  private LoaderTypes() {}

  /**
   * The class that the application wrote: the first superclass that no container generated. Such
   * classes are synthetic or have {@code $$} in their name.
   */
  public static Class<?> applicationClass(Class<?> type) {
    Class<?> candidate = type;
    while (isGenerated(candidate)
        && !Modifier.isAbstract(candidate.getSuperclass().getModifiers())) {
      candidate = candidate.getSuperclass();
    }
    return candidate;
  }

  private static boolean isGenerated(Class<?> type) {
    return type.isSynthetic() || type.getSimpleName().contains("$$");
  }

  /**
   * What a class gave for a type variable of a class that it extends.
   *
   * @param type the class of a loader or of a computation
   * @param base {@link RowLoader}, {@link BatchLoader}, {@link FormLoader}, {@link ListLoader} or
   *     another generic class above it
   * @param index the position of the variable
   * @return the type, which still is a variable if the class left it open
   */
  public static Type argument(Class<?> type, Class<?> base, int index) {
    Map<TypeVariable<?>, Type> known = new HashMap<>();
    for (Class<?> c = type; c != base; c = c.getSuperclass()) {
      if (c.getGenericSuperclass() instanceof ParameterizedType parent) {
        TypeVariable<?>[] variables = c.getSuperclass().getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
          known.put(variables[i], resolved(parent.getActualTypeArguments()[i], known));
        }
      }
    }
    Type variable = base.getTypeParameters()[index];
    return known.getOrDefault(variable, variable);
  }

  /** The type of the keys of a loader class, with its type arguments. */
  public static Type genericKeyType(Class<?> type) {
    return argument(type, base(type), 0);
  }

  /** The class of the keys of a loader class. */
  public static Class<?> keyType(Class<?> type) {
    Type key = genericKeyType(type);
    return key instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : key instanceof Class<?> plain ? plain : Object.class;
  }

  private static Class<?> base(Class<?> type) {
    return Stream.<Class<?>>of(
            RowLoader.class, FormLoader.class, BatchLoader.class, ListLoader.class)
        .filter(base -> base.isAssignableFrom(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is no loader"));
  }

  /** The type of the values that requests see of a loader class; for a list loader of its rows. */
  public static Type valueType(Class<?> type) {
    Class<?> base = base(type);
    return argument(type, base, base.getTypeParameters().length - 1);
  }

  private static Type resolved(Type given, Map<TypeVariable<?>, Type> known) {
    if (given instanceof ParameterizedType generic) {
      return new ResolvedArguments(
          generic,
          Stream.of(generic.getActualTypeArguments())
              .map(argument -> resolved(argument, known))
              .toList());
    }
    return known.getOrDefault(given, given);
  }

  /** A generic type with what stands for the variables among its arguments. */
  private record ResolvedArguments(ParameterizedType declared, List<Type> arguments)
      implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return declared.getRawType();
    }

    @Override
    public @Nullable Type getOwnerType() {
      return declared.getOwnerType();
    }

    @Override
    public String getTypeName() {
      return declared.getRawType().getTypeName()
          + arguments.stream().map(Type::getTypeName).collect(joining(", ", "<", ">"));
    }
  }
}
