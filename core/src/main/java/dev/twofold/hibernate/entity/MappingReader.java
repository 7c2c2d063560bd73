package dev.twofold.hibernate.entity;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.entity.CopiedClass.CopiedAttribute;
import dev.twofold.tier.entity.EntityLoad;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Setter;

/** Finds out how the copies of one class are made, and which columns that takes. Used at start. */
final class MappingReader {

  private final EntityHierarchy hierarchy;
  private final EntityPersister entity;
  private final AssociationLoads associations;
  private final BitSet columns = new BitSet();
  private final PartReader parts;
  private final List<CopiedAttribute> attributes = new ArrayList<>();
  private final List<ResolvedAssociation> resolved = new ArrayList<>();

  MappingReader(EntityHierarchy hierarchy, EntityPersister entity, AssociationLoads associations) {
    this.hierarchy = hierarchy;
    this.entity = entity;
    this.associations = associations;
    this.parts =
        new PartReader(entity.getImportedName(), hierarchy.layout(), columns, associations);
  }

  /** How ids of the hierarchy are made. */
  Part id() {
    EntityIdentifierMapping id = entity.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      if (!several.hasContainingClass()) {
        throw new ConfigurationException(
            "no copies of %s can be made: it has several @Id attributes and no @IdClass"
                .formatted(entity.getImportedName()));
      }
      return parts.embedded(several.getIdClassEmbeddable(), "id");
    }
    return parts.part(id, "id");
  }

  /** How copies of the class are made. */
  CopiedClass read(Part id, PostLoadCallbacks callbacks) {
    EntityIdentifierMapping idMapping = entity.getIdentifierMapping();
    if (idMapping instanceof NonAggregatedIdentifierMapping several) {
      addAll(several.getVirtualIdEmbeddable());
    } else if (idMapping instanceof AttributeMapping attribute) {
      attributes.add(copied(attribute, id));
    }
    addAll(entity);
    hierarchy.columns(entity, columns);
    List<String> names = new ArrayList<>(attributes.stream().map(CopiedAttribute::name).toList());
    resolved.forEach(association -> names.add(association.attribute()));
    Class<?> type = entity.getMappedClass();
    Class<?> copy = GeneratedClasses.copy(type, new Guards(names, resolved).of(type));
    return new CopiedClass(
        hierarchy,
        entity.getEntityName(),
        type,
        GeneratedClasses.constructor(copy),
        id,
        List.copyOf(attributes),
        List.copyOf(resolved),
        Navigation.of(attributes, resolved),
        callbacks.of(type));
  }

  private void addAll(ManagedMappingType type) {
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      if (attribute instanceof ToOneAttributeMapping toOne && !parts.isReference(toOne)) {
        resolved.add(resolved(toOne));
      } else {
        Part part = parts.part(attribute, attribute.getAttributeName());
        attributes.add(copied(attribute, part));
      }
    }
  }

  private static CopiedAttribute copied(AttributeMapping attribute, Part part) {
    return new CopiedAttribute(
        attribute.getAttributeName(),
        attribute.getPropertyAccess().getGetter(),
        setter(attribute),
        part);
  }

  private static Setter setter(AttributeMapping attribute) {
    return requireNonNull(attribute.getPropertyAccess().getSetter(), attribute::getAttributeName);
  }

  private ResolvedAssociation resolved(ToOneAttributeMapping toOne) {
    ForeignKeyDescriptor foreignKey = toOne.getForeignKeyDescriptor();
    EntityPersister target = toOne.getAssociatedEntityMappingType().getEntityPersister();
    EntityHierarchy targets = associations.hierarchy(target);
    boolean owns = toOne.getSideNature() == Nature.KEY;
    ModelPart here = owns ? foreignKey.getKeyPart() : foreignKey.getTargetPart();
    ModelPart there = owns ? foreignKey.getTargetPart() : foreignKey.getKeyPart();
    EntityLoad load =
        owns && toOne.isReferenceToPrimaryKey()
            ? targets.states()
            : associations.toOne(toOne, targets, target, EntityHierarchy.selectables(there));
    return new ResolvedAssociation(
        new AssociationName(entity.getImportedName(), toOne.getAttributeName()),
        toOne.getPropertyAccess().getGetter(),
        setter(toOne),
        load,
        targets,
        target,
        parts.columns(EntityHierarchy.selectables(here)));
  }

  /** The loads of associations, shared by the classes of a model. */
  interface AssociationLoads {

    EntityHierarchy hierarchy(EntityPersister entity);

    EntityLoad toOne(
        ToOneAttributeMapping toOne,
        EntityHierarchy hierarchy,
        EntityPersister target,
        List<SelectableMapping> selectables);

    CollectionRole collection(PluralAttributeMapping collection);
  }
}
