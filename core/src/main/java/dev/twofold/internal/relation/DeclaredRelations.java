package dev.twofold.internal.relation;

import dev.twofold.error.ConfigurationException;
import dev.twofold.relation.Relation;
import dev.twofold.relation.RelationDefinition;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the relations that classes declare in static fields, and what they are called. */
final class DeclaredRelations {

  private final Map<String, RelationDefinition<?>> byName = new LinkedHashMap<>();
  private final Set<RelationDefinition<?>> found =
      java.util.Collections.newSetFromMap(new IdentityHashMap<>());

  /** The definitions by name, each once. */
  static Map<String, RelationDefinition<?>> of(Collection<Class<?>> classes) {
    DeclaredRelations relations = new DeclaredRelations();
    classes.stream().sorted(Comparator.comparing(Class::getName)).forEach(relations::add);
    return relations.byName;
  }

  private void add(Class<?> type) {
    List<Field> fields =
        Stream.of(type.getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> Relation.class.isAssignableFrom(field.getType()))
            .toList();
    for (Field field : fields) {
      RelationDefinition<?> definition = read(type, field).definition();
      if (found.add(definition)) {
        byName.put(name(type, field), definition);
      }
    }
  }

  /** Two classes of one simple name are told apart by their packages. */
  private String name(Class<?> type, Field field) {
    String name = type.getSimpleName() + "." + field.getName();
    return byName.containsKey(name) ? type.getName() + "." + field.getName() : name;
  }

  private static Relation<?, ?> read(Class<?> type, Field field) {
    String name = type.getSimpleName() + "." + field.getName();
    if (!field.trySetAccessible()) {
      throw new ConfigurationException(
          "relation %s cannot be read; open its package to Twofold".formatted(name));
    }
    try {
      Relation<?, ?> relation = (Relation<?, ?>) field.get(null);
      if (relation == null) {
        throw new ConfigurationException("relation %s is null".formatted(name));
      }
      return relation;
    } catch (IllegalAccessException e) {
      throw new ConfigurationException("relation %s cannot be read".formatted(name), e);
    } catch (LinkageError e) {
      throw new ConfigurationException(
          "relation %s cannot be read: the static fields of %s or of a class that it names failed. A relation that goes through those of another class must not be declared in a circle with them"
              .formatted(name, type.getSimpleName()),
          e);
    }
  }
}
