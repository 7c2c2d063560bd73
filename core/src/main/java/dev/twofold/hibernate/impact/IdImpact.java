package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.RowChange;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;

/** A write to a row of an entity makes the key of its id stale. */
public final class IdImpact<K> implements Impact<K> {

  private final MappedRows rows;
  private final EntityIdentifierMapping id;
  private final LinkKey<K> key;

  /**
   * @param key makes a key of the columns of an id
   */
  public IdImpact(EntityPersister entity, LinkKey<K> key) {
    this.rows = new MappedRows(entity);
    this.id = entity.getIdentifierMapping();
    this.key = key;
  }

  @Override
  public Affected<K> of(Change change) {
    if (!(change instanceof RowChange row) || !rows.have(row)) {
      return Affected.none();
    }
    K made = key.of(ColumnValue.columns(id, row.id()));
    return made == null ? Affected.none() : Affected.keys(Set.of(made));
  }
}
