package dev.twofold.hibernate;

import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a relation come from and whose they are. Used while a statement is prepared.
 *
 * @param relation what is read
 * @param entity the entity of the rows
 * @param select the columns of an owner's key; others may be added
 * @param owner how the key of an owner is made
 * @param restrictions what all rows of the entity and of the relation have to meet
 * @param collection the collection that has the rows, or null where they refer to their owner
 */
record RelationSource(
    Relation relation,
    EntityPersister entity,
    SelectList select,
    Shape owner,
    Restrictions restrictions,
    @Nullable PluralAttributeMapping collection) {

  /** The attributes of the rows. */
  Attributes attributes() {
    return new Attributes(SelectList.ROOT, entity);
  }

  ShapeResolver shapes() {
    return new ShapeResolver(relation.rows().loader(), entity, select);
  }

  /** Refuses an attribute that refers to rows of another kind. */
  void requireSelfReference(String path) {
    Attribute attribute = attributes().findPath(path).orElseThrow();
    if (attribute.part() instanceof ToOneAttributeMapping toOne) {
      Class<?> referred = toOne.getAssociatedEntityMappingType().getJavaType().getJavaTypeClass();
      if (!RelationSources.areRelated(referred, entity.getMappedClass())) {
        throw relation.refusal(
            "attribute '%s' of %s refers to %s, but the owners of a whole tree are rows of the same kind"
                .formatted(path, attributes().owner(), referred.getSimpleName()));
      }
    }
  }

  /** The paths of an owner's key. */
  String ownerPaths() {
    return String.join(
        ", ", owner.columns().mapToObj(column -> select.paths().get(column)).toList());
  }
}
