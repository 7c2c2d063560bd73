package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.entity.CollectionRole.Entity;
import dev.twofold.hibernate.entity.CollectionRole.Item;
import dev.twofold.hibernate.entity.CollectionRole.Value;
import dev.twofold.hibernate.entity.MappingReader.AssociationLoads;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds out how a collection is read and what its rows become. Used at start. */
final class CollectionReader {

  private final AssociationName name;
  private final PluralAttributeMapping collection;
  private final AssociationLoads associations;
  private final StateLayout layout = new StateLayout(false);
  private final PartReader parts;

  CollectionReader(
      AssociationName name, PluralAttributeMapping collection, AssociationLoads associations) {
    this.name = name;
    this.collection = collection;
    this.associations = associations;
    this.parts = new PartReader(name.entity(), layout, new BitSet(), associations);
  }

  CollectionRole read(StateSource source) {
    CollectionKind kind =
        CollectionKind.of(
            collection.getMappedType().getCollectionSemantics().getCollectionClassification());
    if (kind == null) {
      throw new ConfigurationException(
          "no copies can be made: %s is an array; map it with a List".formatted(name));
    }
    CollectionPart indexPart = collection.getIndexDescriptor();
    Item index = indexPart == null ? null : index(indexPart);
    CollectionPart elementPart = collection.getElementDescriptor();
    if (elementPart instanceof EntityCollectionPart entity) {
      EntityPersister target = entity.getEntityMappingType().getEntityPersister();
      EntityHierarchy targets = associations.hierarchy(target);
      int first = layout.columns().size();
      int[] key = IntStream.range(first, first + targets.idColumns().length).toArray();
      return role(source, kind, index, new Entity(targets, target, key), targets, target);
    }
    Item element = new Value(parts.part(elementPart, name.attribute()));
    return role(source, kind, index, element, null, null);
  }

  private CollectionRole role(
      StateSource source,
      CollectionKind kind,
      @Nullable Item index,
      Item element,
      @Nullable EntityHierarchy hierarchy,
      @Nullable EntityPersister target) {
    CollectionStates load =
        new CollectionStates(name.toString(), collection, layout, hierarchy, target, source);
    int base = kind == CollectionKind.LIST ? collection.getIndexMetadata().getListIndexBase() : 0;
    return new CollectionRole(name, kind, load, index, element, order(), Math.max(base, 0));
  }

  private Item index(CollectionPart part) {
    if (part instanceof EntityCollectionPart entity) {
      EntityPersister target = entity.getEntityMappingType().getEntityPersister();
      return new Entity(
          associations.hierarchy(target),
          target,
          parts.columns(EntityHierarchy.selectables(entity)));
    }
    return new Value(parts.part(part, name.attribute() + " (index)"));
  }

  @SuppressWarnings("unchecked") // the comparator is for the elements, whatever they are
  private @Nullable Comparator<Object> order() {
    return (Comparator<Object>) collection.getCollectionDescriptor().getSortingComparator();
  }
}
