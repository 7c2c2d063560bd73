package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Refuses classes that no subclass can be made of, at start. */
final class CopyableClasses {

  private CopyableClasses() {}

  static void check(Class<?> entity) {
    if (Modifier.isFinal(entity.getModifiers())) {
      throw refusal(entity, "is final", "remove 'final', or read it as records with a RowLoader");
    }
    if (entity.isSealed()) {
      throw refusal(
          entity, "is sealed", "make it non-sealed, or read it as records with a RowLoader");
    }
    if (!hasConstructor(entity)) {
      throw refusal(
          entity,
          "has no constructor without arguments that a subclass can call",
          "add a protected one");
    }
  }

  /** Refuses methods that a proxy cannot answer: they would read its fields, which are empty. */
  static void checkMethods(Class<?> entity) {
    for (Class<?> type = entity; type != null && type != Object.class; ) {
      for (Method method : type.getDeclaredMethods()) {
        int modifiers = method.getModifiers();
        if (Modifier.isFinal(modifiers)
            && !Modifier.isPrivate(modifiers)
            && !Modifier.isStatic(modifiers)
            && !method.getName().startsWith("$$_hibernate")) {
          throw new ConfigurationException(
              "no copies of %s can be made: its method %s is final, so that a proxy would answer it with empty fields; remove 'final', or read it as records with a RowLoader"
                  .formatted(entity.getName(), method.getName()));
        }
      }
      type = type.getSuperclass();
    }
  }

  private static boolean hasConstructor(Class<?> entity) {
    for (Constructor<?> constructor : entity.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return !Modifier.isPrivate(constructor.getModifiers());
      }
    }
    return false;
  }

  private static ConfigurationException refusal(Class<?> entity, String reason, String remedy) {
    return new ConfigurationException(
        "no copies of %s can be made: the class %s; %s"
            .formatted(entity.getName(), reason, remedy));
  }
}
