package dev.twofold.hibernate.entity;

import java.lang.reflect.Method;
import java.util.Locale;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds the methods of an entity that read or set an attribute, by the names that they have. */
final class Accessors {

  private Accessors() {}

  static @Nullable Method idGetter(EntityPersister entity) {
    return entity.getIdentifierMapping() instanceof AttributeMapping attribute
        ? attribute.getPropertyAccess().getGetter().getMethod()
        : getter(entity.getMappedClass(), entity.getIdentifierPropertyName());
  }

  private static @Nullable Method getter(Class<?> type, String attribute) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (isGetter(method, attribute)) {
          return method;
        }
      }
    }
    return null;
  }

  static boolean isGetter(Method method, String attribute) {
    String name = method.getName();
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && (name.equals("get" + capitalized(attribute))
            || name.equals("is" + capitalized(attribute))
            || name.equals(attribute));
  }

  static boolean isSetter(Method method, String attribute) {
    return method.getParameterCount() == 1
        && method.getName().equals("set" + capitalized(attribute));
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
