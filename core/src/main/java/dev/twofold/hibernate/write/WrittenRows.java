package dev.twofold.hibernate.write;

import dev.twofold.invalidation.RowChange.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Makes changes of rows from what Hibernate's events say. Thread-safe. */
final class WrittenRows {

  private final Map<EntityPersister, ColumnRules> rules = new ConcurrentHashMap<>();

  /**
   * A change of a row.
   *
   * @param before the state before; null: there was none, or it is not known
   * @param after the state after; null: there is none
   * @param dirty the positions of attributes that Hibernate knows to have changed
   */
  WrittenRow of(
      Kind kind,
      EntityPersister entity,
      Object id,
      Object @Nullable [] before,
      Object @Nullable [] after,
      int[] dirty,
      SharedSessionContractImplementor session) {
    RowReading reading = new RowReading(entity, id, session);
    RowValues old = reading.read(before);
    RowValues current = reading.read(after);
    rules.computeIfAbsent(entity, ColumnRules::of).apply(kind, old, current);
    return new WrittenRow(
        kind,
        entity.getMappedClass(),
        id,
        old,
        current,
        kind == Kind.UPDATE ? changed(old, current, names(entity, dirty)) : Set.of(),
        session.getTenantIdentifierValue());
  }

  /** A change of a row whose version alone has another value, which is not known. */
  WrittenRow ofVersion(EntityEntry entry, SharedSessionContractImplementor session) {
    EntityPersister entity = entry.getPersister();
    RowValues values = new RowReading(entity, entry.getId(), session).read(entry.getLoadedState());
    rules.computeIfAbsent(entity, ColumnRules::of).apply(Kind.UPDATE, values, values);
    values.forget(entity.getVersionMapping().getVersionAttribute().getAttributeName());
    return new WrittenRow(
        Kind.UPDATE,
        entity.getMappedClass(),
        entry.getId(),
        values,
        values,
        Set.of(),
        session.getTenantIdentifierValue());
  }

  private static Set<String> names(EntityPersister entity, int[] attributes) {
    Set<String> names = new HashSet<>();
    for (int attribute : attributes) {
      names.add(entity.getAttributeMapping(attribute).getAttributeName());
    }
    return names;
  }

  /** The attributes that both have, with values that may differ. */
  private static Set<String> changed(RowValues before, RowValues after, Set<String> dirty) {
    Set<String> changed = new HashSet<>();
    for (String attribute : after.attributes()) {
      if (before.has(attribute)
          && !after.isEmbeddable(attribute)
          && (dirty.contains(attribute) || !after.isEqual(attribute, before))) {
        changed.add(attribute);
        addEmbeddables(attribute, changed);
      }
    }
    return changed;
  }

  /** Adds the embeddables that an attribute is in. */
  private static void addEmbeddables(String attribute, Set<String> names) {
    int dot = attribute.lastIndexOf('.');
    while (dot > 0) {
      names.add(attribute.substring(0, dot));
      dot = attribute.lastIndexOf('.', dot - 1);
    }
  }
}
