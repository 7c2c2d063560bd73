package dev.twofold.internal.registry;

import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.UniqueKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Finds the unique keys that a row loader declares in static fields. */
final class DeclaredUniqueKeys {

  private DeclaredUniqueKeys() {}

  static List<UniqueKey<?, ?>> of(Class<?> loader) {
    List<UniqueKey<?, ?>> keys = new ArrayList<>();
    for (Field field : loader.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == UniqueKey.class) {
        UniqueKey<?, ?> key = read(loader, field);
        requireOwnAttributes(loader, field, key, keys);
        keys.add(key);
      }
    }
    return keys;
  }

  /** Entries of a unique key are called by its attributes: two keys would share them. */
  private static void requireOwnAttributes(
      Class<?> loader, Field field, UniqueKey<?, ?> key, List<UniqueKey<?, ?>> others) {
    for (UniqueKey<?, ?> other : others) {
      if (other.attributes().equals(key.attributes())) {
        throw new ConfigurationException(
            "%s.%s is made of the attributes %s, as another unique key of it is; declare one"
                .formatted(loader.getSimpleName(), field.getName(), key.attributes()));
      }
    }
  }

  private static UniqueKey<?, ?> read(Class<?> loader, Field field) {
    if (!field.trySetAccessible()) {
      throw new ConfigurationException(
          "%s.%s cannot be read; open its package to Twofold"
              .formatted(loader.getSimpleName(), field.getName()));
    }
    try {
      UniqueKey<?, ?> key = (UniqueKey<?, ?>) field.get(null);
      if (key == null) {
        throw new ConfigurationException(
            "%s.%s is null".formatted(loader.getSimpleName(), field.getName()));
      }
      if (key.loader() != loader) {
        throw new ConfigurationException(
            "%s.%s is a unique key of %s; declare it there"
                .formatted(loader.getSimpleName(), field.getName(), key.loader().getSimpleName()));
      }
      return key;
    } catch (IllegalAccessException e) {
      throw new ConfigurationException("cannot read " + field, e);
    }
  }
}
