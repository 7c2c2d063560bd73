package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.entity.MappingReader.AssociationLoads;
import java.sql.Blob;
import java.sql.Clob;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/** Finds out how values are made of the columns of a layout, which it adds. Used at start. */
final class PartReader {

  private final String owner;
  private final StateLayout layout;
  private final BitSet columns;
  private final AssociationLoads associations;

  /**
   * @param owner whose values they are, for messages
   * @param columns is told which columns were needed
   */
  PartReader(String owner, StateLayout layout, BitSet columns, AssociationLoads associations) {
    this.owner = owner;
    this.layout = layout;
    this.columns = columns;
    this.associations = associations;
  }

  Part part(ModelPart mapping, String path) {
    if (mapping instanceof ToOneAttributeMapping toOne) {
      return reference(toOne, path);
    }
    if (mapping instanceof PluralAttributeMapping collection) {
      return new Part.Contents(
          associations.collection(collection),
          columns(EntityHierarchy.selectables(collection.getKeyDescriptor().getTargetPart())));
    }
    if (mapping instanceof BasicValuedModelPart basic) {
      refuseUnreadable(basic.getJavaType().getJavaTypeClass(), path);
      return new Part.Column(column(basic), basic.getJdbcMapping());
    }
    if (mapping instanceof EmbeddableValuedModelPart embedded) {
      return embedded(embedded.getEmbeddableTypeDescriptor(), path);
    }
    throw refusal(path, "is of a kind that copies do not have, such as @Any");
  }

  /** Whether a proxy can stand for what an association leads to, by the owner's foreign key. */
  boolean isReference(ToOneAttributeMapping toOne) {
    return toOne.getSideNature() == Nature.KEY
        && toOne.isReferenceToPrimaryKey()
        && !toOne.isIgnoreNotFound();
  }

  private Part reference(ToOneAttributeMapping toOne, String path) {
    if (!isReference(toOne)) {
      throw refusal(
          path,
          "is an association inside an embeddable that is not a plain foreign key to an id; map it"
              + " in the entity itself");
    }
    EntityPersister target = toOne.getAssociatedEntityMappingType().getEntityPersister();
    return new Part.Reference(
        new AssociationName(owner, path),
        associations.hierarchy(target),
        target,
        columns(EntityHierarchy.selectables(toOne.getForeignKeyDescriptor().getKeyPart())));
  }

  Part embedded(EmbeddableMappingType type, String path) {
    if (type.getAggregateMapping() != null) {
      throw refusal(path, "is an embeddable in one column, such as @Struct or JSON");
    }
    if (type.isPolymorphic()) {
      throw refusal(path, "is an embeddable with subclasses");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      parts.add(part(attribute, path + "." + attribute.getAttributeName()));
    }
    return new Part.Embedded(type, List.copyOf(parts));
  }

  private void refuseUnreadable(Class<?> type, String path) {
    if (Blob.class.isAssignableFrom(type) || Clob.class.isAssignableFrom(type)) {
      throw refusal(
          path,
          "is a %s, which ends with its connection; map it with byte[] or String"
              .formatted(type.getSimpleName()));
    }
  }

  /** The positions of some columns, which are added where they are not there. */
  int[] columns(List<SelectableMapping> selectables) {
    int[] added = layout.addAll(selectables);
    for (int column : added) {
      columns.set(column);
    }
    return added;
  }

  private int column(SelectableMapping selectable) {
    return columns(List.of(selectable))[0];
  }

  private ConfigurationException refusal(String path, String reason) {
    return new ConfigurationException(
        "no copies of %s can be made: '%s' %s; read it as records with a RowLoader"
            .formatted(owner, path, reason));
  }
}
