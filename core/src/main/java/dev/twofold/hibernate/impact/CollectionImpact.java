package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.Impact;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose changes link rows to keys, or take them away.
 *
 * @param <K> type of keys
 */
final class CollectionImpact<K> implements Impact<K> {

  private final Class<?> owner;
  private final String attribute;
  private final Side side;
  private final @Nullable EntityIdentifierMapping id;
  private final LinkKey<K> key;

  /** Which ids are those of keys. */
  enum Side {
    OWNER,
    ELEMENTS,
    NEITHER
  }

  /**
   * @param id of the entity on that side; null: keys are not made of it
   */
  CollectionImpact(
      CollectionPersister collection,
      Side side,
      @Nullable EntityIdentifierMapping id,
      LinkKey<K> key) {
    EntityPersister declaring = collection.getOwnerEntityPersister();
    this.owner = declaring.getMappedClass();
    this.attribute = collection.getRole().substring(declaring.getEntityName().length() + 1);
    this.side = side;
    this.id = id;
    this.key = key;
  }

  @Override
  public Affected<K> of(Change change) {
    if (!(change instanceof CollectionChange collection) || !isOf(collection)) {
      return Affected.none();
    }
    Set<Object> ids = side == Side.OWNER ? Set.of(collection.ownerId()) : collection.elements();
    if (side == Side.NEITHER || id == null || ids == null) {
      return Affected.all();
    }
    Set<K> keys = new HashSet<>();
    for (Object each : ids) {
      K made = key.of(ColumnValue.columns(id, each));
      if (made != null) {
        keys.add(made);
      }
    }
    return Affected.keys(keys);
  }

  private boolean isOf(CollectionChange change) {
    return attribute.equals(change.attribute())
        && (owner.isAssignableFrom(change.owner()) || change.owner().isAssignableFrom(owner));
  }
}
