package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Impact;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Rows that have the id of another row which their own columns do not tell: the other side of a
 * one-to-one, or what a reference to something else than an id leads to. Writes to those other rows
 * concern them. Used while a reader is prepared.
 *
 * @param factory whose mapping it is
 * @param entity the entity of the rows
 * @param toOne what leads to the other rows
 * @param key makes a key of the columns of the id of a row
 * @param sql the statement that reads the rows
 */
public record JoinedRows<K>(
    SessionFactoryImplementor factory,
    EntityPersister entity,
    ToOneAttributeMapping toOne,
    LinkKey<K> key,
    String sql) {

  /** What makes keys stale. */
  public Impact<K> impact() {
    EntityPersister target = toOne.getAssociatedEntityMappingType().getEntityPersister();
    ForeignKeyDescriptor foreignKey = toOne.getForeignKeyDescriptor();
    List<ColumnName> link = ColumnName.of(foreignKey.getKeyPart());
    boolean isOfRows =
        toOne.findContainingEntityMapping().getRootEntityDescriptor()
            == entity.getRootEntityDescriptor();
    if (isOfRows
        && toOne.getSideNature() == Nature.TARGET
        && foreignKey.getTargetPart() instanceof EntityIdentifierMapping) {
      return new LinkedRows<>(
              factory,
              target,
              link,
              null,
              null,
              false,
              key,
              demands(target, ""),
              RowTest.NONE,
              false)
          .impact();
    }
    boolean mayDangle = !foreignKey.hasConstraint() || toOne.getSideNature() == Nature.TARGET;
    String names =
        ColumnName.text(ColumnName.of(foreignKey.getTargetPart())) + " " + ColumnName.text(link);
    return new CombinedImpact<>(
        List.of(
            new UnknownLinkImpact<>(
                target,
                new NamedAttributes(target, demands(target, names)),
                RowTest.NONE,
                mayDangle,
                mayDangle),
            TableImpact.of(target)));
  }

  /** All that is read, where the mapping demands something of the other rows. */
  private String demands(EntityPersister target, String names) {
    return target.hasWhereRestrictions() || target.getSoftDeleteMapping() != null ? sql : names;
  }
}
