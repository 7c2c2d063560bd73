package dev.twofold.hibernate.entity;

import dev.twofold.hibernate.entity.CopiedClass.CopiedAttribute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A step of a path: what leads from a copy, or from an embeddable in a collection, to something
 * else.
 *
 * @param from what the owner has: a copy, a proxy, a collection, or a {@link ReadByKey}; null if
 *     nothing
 * @param destination what it leads to
 */
record Navigation(Function<Object, @Nullable Object> from, Destination destination) {

  /** What a path comes to. */
  sealed interface Destination {

    /** Its name, for messages. */
    String name();

    /** What its steps lead to, by their names: of one name, each subclass may have its own. */
    Map<String, Set<Destination>> steps();
  }

  /** An entity. */
  record ToEntity(EntityHierarchy hierarchy, EntityPersister entity) implements Destination {

    @Override
    public String name() {
      return entity.getImportedName();
    }

    @Override
    public Map<String, Set<Destination>> steps() {
      return hierarchy.steps(entity);
    }
  }

  /** Values, of which embeddables may lead on. */
  record ToValue(String name, Map<String, Navigation> navigations) implements Destination {

    @Override
    public Map<String, Set<Destination>> steps() {
      Map<String, Set<Destination>> steps = new TreeMap<>();
      navigations.forEach((step, navigation) -> steps.put(step, Set.of(navigation.destination())));
      return steps;
    }
  }

  @Nullable Object value(Object owner) {
    return from.apply(owner);
  }

  /** What leads on from the copies of a class. */
  static Map<String, Navigation> of(
      List<CopiedAttribute> attributes, List<ResolvedAssociation> resolved) {
    Map<String, Navigation> navigations = new TreeMap<>();
    for (CopiedAttribute attribute : attributes) {
      add(navigations, attribute.name(), attribute.getter()::get, attribute.part());
    }
    for (ResolvedAssociation association : resolved) {
      navigations.put(
          association.attribute(),
          new Navigation(
              copy -> Proxies.describe(copy).valueOf(association),
              new ToEntity(association.hierarchy(), association.target())));
    }
    return Map.copyOf(navigations);
  }

  private static void add(
      Map<String, Navigation> navigations,
      String name,
      Function<Object, @Nullable Object> from,
      Part part) {
    if (part instanceof Part.Reference reference) {
      navigations.put(
          name, new Navigation(from, new ToEntity(reference.hierarchy(), reference.target())));
    } else if (part instanceof Part.Contents contents) {
      navigations.put(name, new Navigation(from, destination(contents.role())));
    } else if (part instanceof Part.Embedded embedded) {
      add(navigations, name + ".", from, embedded);
    }
  }

  private static void add(
      Map<String, Navigation> navigations,
      String prefix,
      Function<Object, @Nullable Object> from,
      Part.Embedded embedded) {
    for (int i = 0; i < embedded.parts().size(); i++) {
      AttributeMapping attribute = embedded.type().getAttributeMapping(i);
      add(
          navigations,
          prefix + attribute.getAttributeName(),
          owner -> {
            Object value = from.apply(owner);
            return value == null ? null : attribute.getPropertyAccess().getGetter().get(value);
          },
          embedded.parts().get(i));
    }
  }

  private static Destination destination(CollectionRole role) {
    if (role.element() instanceof CollectionRole.Entity entity) {
      return new ToEntity(entity.hierarchy(), entity.target());
    }
    Map<String, Navigation> navigations = new TreeMap<>();
    if (role.element() instanceof CollectionRole.Value value
        && value.part() instanceof Part.Embedded embedded) {
      add(navigations, "", owner -> owner, embedded);
    }
    return new ToValue(role.name().toString(), Map.copyOf(navigations));
  }
}
