package dev.twofold.hibernate;

import dev.twofold.hibernate.impact.ColumnName;
import dev.twofold.hibernate.impact.CombinedImpact;
import dev.twofold.hibernate.impact.IdImpact;
import dev.twofold.hibernate.impact.LinkKey;
import dev.twofold.hibernate.impact.LinkedRows;
import dev.twofold.hibernate.impact.LinkedRows.Reference;
import dev.twofold.hibernate.impact.OwnerImpact;
import dev.twofold.hibernate.impact.TableImpact;
import dev.twofold.invalidation.Impact;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds out which owners a write concerns. Used while a reader is prepared. */
final class RelationImpacts {

  private final SessionFactoryImplementor factory;

  RelationImpacts(SessionFactoryImplementor factory) {
    this.factory = factory;
  }

  /**
   * The owners for whom an answer becomes another.
   *
   * @param source what is read
   * @param query reads what the answer depends on, and nothing else
   * @param repaired whether a row that is gone is left out of answers that still have it
   */
  <O> Impact<O> of(RelationSource source, KeyedQuery query, boolean repaired) {
    String sql = query.text(source.owner().columns().toArray());
    PluralAttributeMapping collection = source.collection();
    return collection == null
        ? ofForeignKey(source, sql, repaired)
        : ofCollection(source, collection, sql, repaired);
  }

  private <O> Impact<O> ofForeignKey(RelationSource source, String sql, boolean repaired) {
    Attribute attribute =
        source.attributes().findPath(source.relation().link().attribute()).orElseThrow();
    if (!(attribute.part() instanceof ToOneAttributeMapping toOne)) {
      List<ColumnName> columns = ColumnName.of((ValuedModelPart) attribute.part());
      return linked(source, columns, null, columns, sql, repaired);
    }
    ForeignKeyDescriptor foreignKey = toOne.getForeignKeyDescriptor();
    List<ColumnName> columns = ColumnName.of(foreignKey.getKeyPart());
    if (!ForeignKeys.isJoined(toOne)) {
      return linked(source, columns, null, columns, sql, repaired);
    }
    EntityPersister target = toOne.getAssociatedEntityMappingType().getEntityPersister();
    EntityIdentifierMapping id = target.getIdentifierMapping();
    List<ColumnName> ids = ColumnName.of(id);
    boolean isInverse = toOne.getSideNature() == ForeignKeyDescriptor.Nature.TARGET;
    Reference reference =
        isInverse ? null : new Reference(SelectList.attributePath(attribute.path()), id);
    LinkKey<O> key = ShapeKey.of(source.select(), source.owner(), ids);
    return new CombinedImpact<>(
        List.of(
            linked(source, columns, reference, ids, sql, repaired),
            TableImpact.of(
                List.of(target),
                List.of(),
                sql + " " + ColumnName.text(ColumnName.of(foreignKey.getTargetPart()))),
            isInverse
                ? new IdImpact<>(target, key)
                : new OwnerImpact<>(target, foreignKey, key, sql)));
  }

  private <O> Impact<O> ofCollection(
      RelationSource source, PluralAttributeMapping collection, String sql, boolean repaired) {
    EntityPersister owner =
        factory.getMappingMetamodel().getEntityDescriptor(source.relation().requireOwnerEntity());
    ForeignKeyDescriptor foreignKey = collection.getKeyDescriptor();
    EntityIdentifierMapping id = owner.getIdentifierMapping();
    List<ColumnName> ids = ColumnName.of(id);
    String mappedBy = collection.getCollectionDescriptor().getMappedByProperty();
    boolean isToId = foreignKey.getTargetPart() instanceof EntityIdentifierMapping;
    Reference reference =
        isToId || mappedBy == null || collection.getSeparateCollectionTable() != null
            ? null
            : new Reference(mappedBy, id);
    List<Impact<O>> parts = new ArrayList<>();
    parts.add(
        linked(source, ColumnName.of(foreignKey.getKeyPart()), reference, ids, sql, repaired));
    parts.add(
        TableImpact.of(
            List.of(owner),
            List.of(),
            sql + " " + ColumnName.text(ColumnName.of(foreignKey.getTargetPart()))));
    parts.add(
        new OwnerImpact<>(
            owner, foreignKey, ShapeKey.of(source.select(), source.owner(), ids), sql));
    return new CombinedImpact<>(parts);
  }

  /**
   * The rows and what links them.
   *
   * @param named the columns by which the statement has keys, in the order of those of the link
   */
  private <O> Impact<O> linked(
      RelationSource source,
      List<ColumnName> columns,
      @Nullable Reference reference,
      List<ColumnName> named,
      String sql,
      boolean repaired) {
    return new LinkedRows<O>(
            factory,
            source.entity(),
            columns,
            reference,
            source.collection(),
            true,
            ShapeKey.of(source.select(), source.owner(), named),
            sql,
            new ConditionTests(source).all(),
            repaired)
        .impact();
  }
}
