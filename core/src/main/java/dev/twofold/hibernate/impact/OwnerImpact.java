package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.RowChange;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The row of an owner takes part in what is read for it: it may be gone, count no more, or be
 * referred to by another value than before.
 */
public final class OwnerImpact<K> implements Impact<K> {

  private final MappedRows owners;
  private final EntityIdentifierMapping id;
  private final LinkKey<K> key;
  private final boolean insertsCount;
  private final @Nullable NamedAttributes named;

  /**
   * @param foreignKey what refers to owners
   * @param key makes a key of the columns of an owner's id
   * @param sql the statement that reads for owners
   */
  public OwnerImpact(
      EntityPersister owner, ForeignKeyDescriptor foreignKey, LinkKey<K> key, String sql) {
    this.owners = new MappedRows(owner);
    this.id = owner.getIdentifierMapping();
    this.key = key;
    this.insertsCount = !foreignKey.hasConstraint();
    boolean varies =
        owner.hasWhereRestrictions()
            || owner.getSoftDeleteMapping() != null
            || !(foreignKey.getTargetPart() instanceof EntityIdentifierMapping);
    this.named = varies ? new NamedAttributes(owner, sql) : null;
  }

  @Override
  public Affected<K> of(Change change) {
    if (!(change instanceof RowChange row) || !owners.have(row)) {
      return Affected.none();
    }
    boolean stale =
        switch (row.kind()) {
          case INSERT -> insertsCount;
          case DELETE -> true;
          case UPDATE -> owners.mayBeNew(row) || (named != null && named.changed(row));
        };
    K made = stale ? key.of(ColumnValue.columns(id, row.id())) : null;
    return made == null ? Affected.none() : Affected.keys(Set.of(made));
  }
}
