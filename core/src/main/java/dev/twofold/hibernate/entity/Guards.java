package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.GeneratedClasses.Before;
import dev.twofold.hibernate.entity.GeneratedClasses.Guard;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the methods of a copy do first. Setters of mapped attributes refuse. Where a field
 * is set only when it is read, its getter sets it, and so does every method that is no getter of
 * another attribute: it may read the field. Not {@code equals} and {@code hashCode}, which are
 * called while collections are filled and should not depend on associations.
 */
final class Guards {

  private static final Set<String> SPARED = Set.of("equals", "hashCode");

  private final Collection<String> attributes;
  private final Collection<String> resolved;

  Guards(Collection<String> attributes, List<ResolvedAssociation> resolved) {
    this.attributes = attributes;
    this.resolved = new HashSet<>(resolved.stream().map(ResolvedAssociation::attribute).toList());
  }

  Map<Method, Guard> of(Class<?> entity) {
    Map<Method, Guard> guards = new LinkedHashMap<>();
    Set<String> overridden = new HashSet<>();
    for (Class<?> type = entity; type != null && type != Object.class; ) {
      for (Method method : type.getDeclaredMethods()) {
        Guard guard = isOverridable(method) ? guard(method) : null;
        if (guard != null && overridden.add(signature(method))) {
          guards.put(method, guard);
        }
      }
      type = type.getSuperclass();
    }
    return guards;
  }

  private static boolean isOverridable(Method method) {
    int modifiers = method.getModifiers();
    return !Modifier.isStatic(modifiers)
        && !Modifier.isPrivate(modifiers)
        && !Modifier.isFinal(modifiers)
        && !Modifier.isAbstract(modifiers)
        && !method.isBridge()
        && !method.getName().startsWith("$$_hibernate");
  }

  private static String signature(Method method) {
    return method.getName() + List.of(method.getParameterTypes());
  }

  private @Nullable Guard guard(Method method) {
    for (String attribute : attributes) {
      if (Accessors.isSetter(method, attribute)) {
        return new Guard(Before.REFUSE, attribute);
      }
      if (Accessors.isGetter(method, attribute)) {
        return resolved.contains(attribute) ? new Guard(Before.RESOLVE, attribute) : null;
      }
    }
    return resolved.isEmpty() || SPARED.contains(method.getName())
        ? null
        : new Guard(Before.RESOLVE_ALL, "");
  }
}
