package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.EntityLoad;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/**
 * An association to one of which the owner's row does not tell whether it leads anywhere: the
 * inverse side of a one-to-one, a foreign key to something else than an id, or one that may dangle.
 * No proxy can stand for it, so its field is set before code of the entity reads it.
 *
 * @param name its name
 * @param getter reads the field
 * @param setter sets the field
 * @param load what is asked: the states of the target, or their keys by another key
 * @param hierarchy of the target
 * @param target as the attribute declares it
 * @param columns the key, in the owner's state
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ResolvedAssociation(
    AssociationName name,
    Getter getter,
    Setter setter,
    EntityLoad load,
    EntityHierarchy hierarchy,
    EntityPersister target,
    int[] columns) {

  @Nullable Object key(List<? extends @Nullable Object> state) {
    return Keys.of(state, columns);
  }

  String attribute() {
    return name.attribute();
  }

  /** What {@link ReadByKey#need} is for one owner. */
  boolean need(Object key, Demand demand, CopySession session) {
    if (!isByTargetKey() && demand.add(load, key)) {
      return true;
    }
    Object targetKey = isByTargetKey() ? key : session.peek(load, key);
    return targetKey != null && session.entity(hierarchy, targetKey).need(demand);
  }

  /** Whether the answers of the load are copies, not keys of them. */
  boolean isByTargetKey() {
    return load instanceof EntityStates;
  }
}
