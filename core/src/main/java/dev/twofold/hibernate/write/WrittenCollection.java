package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.TableChange;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Makes changes of collections. */
final class WrittenCollection {

  private WrittenCollection() {}

  /**
   * Whether a collection has columns of its own. Those of an inverse collection are the foreign
   * keys of its elements, which tell of themselves; only their order is not theirs.
   */
  static boolean isWritten(CollectionPersister persister) {
    return !persister.isInverse() || persister.hasIndex();
  }

  /** A change of the collection of one owner, or of its table where the owner is not known. */
  static Change change(
      CollectionPersister persister,
      @Nullable Object ownerId,
      @Nullable Set<Object> elements,
      SharedSessionContractImplementor session) {
    EntityPersister owner = persister.getOwnerEntityPersister();
    Object tenant = session.getTenantIdentifierValue();
    if (ownerId == null) {
      String table = persister.getAttributeMapping().getSeparateCollectionTable();
      return table == null
          ? new TableChange(Set.of(), true, tenant)
          : new TableChange(Set.of(SqlText.unqualified(table)), false, tenant);
    }
    String attribute = persister.getRole().substring(owner.getEntityName().length() + 1);
    return new CollectionChange(owner.getMappedClass(), attribute, ownerId, elements, tenant);
  }
}
