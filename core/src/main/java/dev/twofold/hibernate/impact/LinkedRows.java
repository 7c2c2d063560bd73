package dev.twofold.hibernate.impact;

import dev.twofold.hibernate.impact.CollectionImpact.Side;
import dev.twofold.invalidation.Impact;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are found by columns which link them to keys: columns of their own, or of a join table.
 * Used while a reader is prepared.
 *
 * @param factory whose mapping it is
 * @param rows the entity of the rows; null: they are values of the collection
 * @param columns the columns of the link, one or more
 * @param reference where the link is no foreign key to an id, the to-one attribute of the rows that
 *     tells the id; null: the columns tell it, or nothing does
 * @param collection the collection that the rows are read of; null: none
 * @param keysAreIds whether keys are made of the ids of owners, even where the columns refer to
 *     something else
 * @param key how a key is made of the columns, or of those of an id
 * @param sql the statement that finds the rows, without columns that the answer does not depend on
 * @param test which rows are found
 * @param repaired whether answers leave out rows that are gone
 */
public record LinkedRows<K>(
    SessionFactoryImplementor factory,
    @Nullable EntityPersister rows,
    List<ColumnName> columns,
    @Nullable Reference reference,
    @Nullable PluralAttributeMapping collection,
    boolean keysAreIds,
    LinkKey<K> key,
    String sql,
    RowTest test,
    boolean repaired) {

  /**
   * A to-one attribute.
   *
   * @param attribute its path
   * @param target the id that it refers to
   */
  public record Reference(String attribute, EntityIdentifierMapping target) {}

  /** What makes keys stale. */
  public Impact<K> impact() {
    List<CollectionPersister> linking = new ArrayList<>();
    List<Impact<K>> parts = new ArrayList<>();
    factory
        .getMappingMetamodel()
        .forEachCollectionDescriptor(
            role -> {
              Side side = side(role);
              if (side != null) {
                linking.add(role);
                parts.add(new CollectionImpact<>(role, side, id(role, side), key));
              }
            });
    parts.add(
        TableImpact.of(
            rows == null ? List.of() : List.of(rows),
            linking,
            sql + " " + ColumnName.text(columns)));
    if (rows != null) {
      parts.add(ofRows(rows));
    }
    return new CombinedImpact<>(parts);
  }

  private Impact<K> ofRows(EntityPersister rows) {
    NamedAttributes named = new NamedAttributes(rows, sql);
    List<ColumnValue> link = link(rows);
    return link == null
        ? new UnknownLinkImpact<>(
            rows, named, test, mayBeLinkedFirst(), !repaired && !isDeleteRefused())
        : new LinkImpact<>(rows, link, key, named, test);
  }

  /** Where rows tell the columns of a key; null if they do not. */
  private @Nullable List<ColumnValue> link(EntityPersister rows) {
    List<ColumnValue> link = new ArrayList<>();
    if (reference != null) {
      for (int i = 0; i < reference.target().getJdbcTypeCount(); i++) {
        link.add(new ColumnValue(reference.attribute(), reference.target(), i));
      }
      return link;
    }
    RowColumns values = RowColumns.of(rows);
    for (ColumnName column : columns) {
      ColumnValue value = values.find(column);
      if (value == null) {
        return null;
      }
      link.add(value);
    }
    return link;
  }

  /** What ids a collection's changes have of keys; null: it writes no such column. */
  private @Nullable Side side(CollectionPersister role) {
    PluralAttributeMapping attribute = role.getAttributeMapping();
    ValuedModelPart owners = attribute.getKeyDescriptor().getKeyPart();
    boolean isOwn = collection != null && collection.getCollectionDescriptor() == role;
    if (!isOwn
        && (role.isInverse()
            || !ColumnName.of(owners).get(0).table().equals(columns.get(0).table()))) {
      return null;
    }
    if (isOwn || ColumnName.of(owners).equals(columns)) {
      return Side.OWNER;
    }
    if (role.isOneToMany()) {
      return null;
    }
    return attribute.getElementDescriptor() instanceof ManyToManyCollectionPart elements
            && ColumnName.of(elements.getForeignKeyDescriptor().getKeyPart()).equals(columns)
        ? Side.ELEMENTS
        : Side.NEITHER;
  }

  /** The id that keys are made of; null: they are not made of it. */
  private @Nullable EntityIdentifierMapping id(CollectionPersister role, Side side) {
    PluralAttributeMapping attribute = role.getAttributeMapping();
    if (side == Side.OWNER) {
      ValuedModelPart target = attribute.getKeyDescriptor().getTargetPart();
      return keysAreIds || target instanceof EntityIdentifierMapping
          ? role.getOwnerEntityPersister().getIdentifierMapping()
          : null;
    }
    return attribute.getElementDescriptor() instanceof ManyToManyCollectionPart elements
            && (keysAreIds
                || elements.getForeignKeyDescriptor().getTargetPart()
                    instanceof EntityIdentifierMapping)
        ? elements.getAssociatedEntityMappingType().getIdentifierMapping()
        : null;
  }

  /** Whether a link can be there before the row is. */
  private boolean mayBeLinkedFirst() {
    return collection == null
        || (collection.getElementDescriptor() instanceof ManyToManyCollectionPart elements
            && !elements.getForeignKeyDescriptor().hasConstraint());
  }

  /**
   * Whether the database refuses to delete a row that is linked, so that it was taken out before.
   */
  private boolean isDeleteRefused() {
    if (collection == null
        || !(collection.getElementDescriptor() instanceof ManyToManyCollectionPart elements)) {
      return false;
    }
    EntityMappingType type = ((EntityCollectionPart) elements).getAssociatedEntityMappingType();
    return elements.getForeignKeyDescriptor().hasConstraint()
        && type.getSoftDeleteMapping() == null
        && !type.hasWhereRestrictions()
        && !isCascaded(elements);
  }

  /** Whether the database itself takes links out with what they lead to. */
  private boolean isCascaded(ManyToManyCollectionPart elements) {
    List<ColumnName> link = ColumnName.of(elements.getForeignKeyDescriptor().getKeyPart());
    List<Boolean> cascaded = new ArrayList<>();
    factory
        .getMappingMetamodel()
        .forEachCollectionDescriptor(
            role ->
                cascaded.add(
                    role.isCascadeDeleteEnabled()
                        && ColumnName.of(role.getAttributeMapping().getKeyDescriptor().getKeyPart())
                            .equals(link)));
    return cascaded.contains(true);
  }
}
