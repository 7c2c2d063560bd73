package dev.twofold.hibernate.write;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads the values of one row from the states that Hibernate keeps of an entity. */
final class RowReading {

  /** The attribute that Hibernate makes of an id class. */
  private static final String ID_CLASS = "_identifierMapper";

  private final EntityPersister entity;
  private final Object id;
  private final SharedSessionContractImplementor session;

  RowReading(EntityPersister entity, Object id, SharedSessionContractImplementor session) {
    this.entity = entity;
    this.id = id;
    this.session = session;
  }

  /**
   * @param state the values of the attributes; null: not known, only the id is
   */
  RowValues read(Object @Nullable [] state) {
    RowValues values = new RowValues(state != null);
    readId(values);
    if (state != null) {
      for (int i = 0; i < entity.getNumberOfAttributeMappings(); i++) {
        AttributeMapping attribute = entity.getAttributeMapping(i);
        if (!attribute.getAttributeName().equals(ID_CLASS)) {
          read(attribute.getAttributeName(), attribute, state[i], values);
        }
      }
    }
    return values;
  }

  private void readId(RowValues values) {
    EntityIdentifierMapping mapping = entity.getIdentifierMapping();
    if (mapping instanceof NonAggregatedIdentifierMapping several) {
      EmbeddableMappingType idClass = several.getIdClassEmbeddable();
      EmbeddableMappingType source = idClass == null ? several.getVirtualIdEmbeddable() : idClass;
      for (int i = 0; i < source.getNumberOfAttributeMappings(); i++) {
        String name = source.getAttributeMapping(i).getAttributeName();
        AttributeMapping attribute = several.getVirtualIdEmbeddable().findAttributeMapping(name);
        read(name, attribute, source.getValue(id, i), values);
      }
    } else {
      String name = mapping.getAttributeName();
      if (mapping instanceof EmbeddableValuedModelPart embedded) {
        readEmbedded(name, embedded.getEmbeddableTypeDescriptor(), id, values);
      } else {
        values.put(name, id);
      }
    }
  }

  private void read(
      String path, AttributeMapping attribute, @Nullable Object value, RowValues values) {
    if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
      return;
    }
    if (attribute instanceof ToOneAttributeMapping toOne) {
      readReference(path, toOne, value, values);
    } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
      readEmbedded(path, embedded.getEmbeddableTypeDescriptor(), value, values);
    } else if (attribute.asBasicValuedModelPart() != null) {
      values.put(path, value);
    }
  }

  private void readReference(
      String path, ToOneAttributeMapping toOne, @Nullable Object value, RowValues values) {
    if (toOne.getSideNature() != ForeignKeyDescriptor.Nature.KEY) {
      return; // a column of the other row
    }
    if (value == null) {
      values.put(path, null);
    } else {
      ReferredIds.of(toOne.getEntityMappingType(), value, session)
          .ifPresent(referred -> values.put(path, referred));
    }
  }

  private void readEmbedded(
      String path, EmbeddableMappingType type, @Nullable Object value, RowValues values) {
    if (type.isPolymorphic()) {
      values.put(path, value); // the attributes of a subclass are none of others
      return;
    }
    values.putEmbeddable(path, value);
    for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = type.getAttributeMapping(i);
      read(
          path + "." + attribute.getAttributeName(),
          attribute,
          value == null ? null : type.getValue(value, i),
          values);
    }
  }
}
