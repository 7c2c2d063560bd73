package dev.twofold.hibernate;

import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;

/**
 * How HQL joins the elements of a collection so that what the mapping leaves out is left out.
 *
 * <p>Hibernate 7.4 demands what a collection demands, of the table of its elements or of a join
 * table, where it joins the table of the elements. It does not join that table if only ids are
 * selected, and the rows of a soft-deleted link or element remain, with nulls, since it joins them
 * by an outer join.
 *
 * @param type the entity of the elements
 * @param hasJoinTable whether a table of its own has the links
 * @param canBeLeftOut whether the mapping leaves out some links or elements
 */
record CollectionElements(EntityMappingType type, boolean hasJoinTable, boolean canBeLeftOut) {

  /** Those of a collection of entities. */
  static CollectionElements of(PluralAttributeMapping collection) {
    EntityMappingType type =
        ((EntityCollectionPart) collection.getElementDescriptor()).getAssociatedEntityMappingType();
    return new CollectionElements(
        type,
        collection.getSeparateCollectionTable() != null,
        collection.hasWhereRestrictions()
            || collection.getSoftDeleteMapping() != null
            || type.getSoftDeleteMapping() != null);
  }

  /** What to join; naming their type makes Hibernate join their table. */
  String joined(String path) {
    return hasJoinTable && canBeLeftOut
        ? "treat(%s as %s)".formatted(path, type.getEntityName())
        : path;
  }
}
