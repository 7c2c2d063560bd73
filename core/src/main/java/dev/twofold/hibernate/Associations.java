package dev.twofold.hibernate;

import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Association.Kind;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The associations of an entity that a relation can be made of, in the order of the mapping; those
 * of its embeddables too. Collections of values, and maps, are none.
 */
record Associations(List<Association> all) {

  static Associations of(EntityPersister entity) {
    List<Association> all = new ArrayList<>();
    collect("", new Attributes(SelectList.ROOT, entity), all);
    return new Associations(List.copyOf(all));
  }

  private static void collect(String prefix, Attributes attributes, List<Association> all) {
    for (AttributeMapping part : attributes.declared()) {
      String name = prefix + part.getAttributeName();
      if (part instanceof ToOneAttributeMapping toOne) {
        all.add(toOne(name, toOne));
      } else if (part instanceof PluralAttributeMapping collection) {
        if (collection.getElementDescriptor() instanceof EntityCollectionPart elements
            && !isMap(collection)) {
          all.add(
              Association.of(name, Kind.MANY, javaType(elements.getAssociatedEntityMappingType())));
        }
      } else if (part instanceof EmbeddableValuedModelPart) {
        Attributes.within(new Attribute(name, name, part))
            .ifPresent(embedded -> collect(name + ".", embedded, all));
      }
    }
  }

  private static Association toOne(String name, ToOneAttributeMapping toOne) {
    Class<?> target = javaType(toOne.getAssociatedEntityMappingType());
    return toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY
        ? Association.of(name, Kind.FOREIGN_KEY, target)
        : new Association(name, Kind.INVERSE_ONE, target, toOne.getReferencedPropertyName());
  }

  private static Class<?> javaType(EntityMappingType type) {
    return type.getJavaType().getJavaTypeClass();
  }

  static boolean isMap(PluralAttributeMapping collection) {
    return switch (collection
        .getMappedType()
        .getCollectionSemantics()
        .getCollectionClassification()) {
      case MAP, SORTED_MAP, ORDERED_MAP -> true;
      default -> false;
    };
  }

  /** The names of the collections, for messages. */
  String collections() {
    List<String> names =
        all.stream()
            .filter(association -> association.kind() == Kind.MANY)
            .map(Association::attribute)
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
