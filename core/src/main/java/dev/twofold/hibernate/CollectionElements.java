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

  /**
   * What an element is in a condition that leaves out those that do not count; naming its type
   * makes Hibernate join its table. Not what is joined, which then would have no position.
   *
   * @param path what leads to the element or to one of its attributes
   */
  String joined(String path) {
    return hasJoinTable
        ? "treat(%s as %s)%s"
            .formatted(
                SelectList.ROOT, type.getEntityName(), path.substring(SelectList.ROOT.length()))
        : path;
  }
}
