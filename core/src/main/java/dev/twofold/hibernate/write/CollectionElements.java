package dev.twofold.hibernate.write;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** The ids of the entities in a collection, now or before; null: not known, or no entities. */
final class CollectionElements {

  private final CollectionPersister persister;
  private final @Nullable PersistentCollection<?> collection;
  private final SharedSessionContractImplementor session;

  CollectionElements(
      CollectionPersister persister,
      @Nullable PersistentCollection<?> collection,
      SharedSessionContractImplementor session) {
    this.persister = persister;
    this.collection = collection;
    this.session = session;
  }

  /** Whether it is known that there are none now. */
  boolean isEmpty() {
    return collection != null && collection.wasInitialized() && collection.empty();
  }

  /** Whether it is known that there were none. */
  boolean wasEmpty() {
    return collection != null
        && collection.wasInitialized()
        && collection.isSnapshotEmpty(storedSnapshot());
  }

  @Nullable Set<Object> now() {
    if (collection == null || !collection.wasInitialized()) {
      return null;
    }
    Set<Object> ids = new HashSet<>();
    for (Iterator<?> entries = collection.entries(persister); entries.hasNext(); ) {
      Object entry = entries.next();
      if (entry != null && !add(collection.getElement(entry), ids)) {
        return null;
      }
    }
    return ids;
  }

  @Nullable Set<Object> before() {
    Collection<?> elements = snapshot();
    if (elements == null) {
      return null;
    }
    Set<Object> ids = new HashSet<>();
    for (Object element : elements) {
      if (!add(element, ids)) {
        return null;
      }
    }
    return ids;
  }

  /** Those that came or went. */
  @Nullable Set<Object> changed() {
    Set<Object> now = now();
    Set<Object> before = before();
    if (now == null || before == null) {
      return null;
    }
    Set<Object> changed = new HashSet<>(now);
    changed.addAll(before);
    now.retainAll(before);
    changed.removeAll(now);
    return changed;
  }

  private boolean add(@Nullable Object element, Set<Object> ids) {
    EntityMappingType type = entities();
    if (type == null) {
      return false;
    }
    if (element == null) { // a hole in a list
      return true;
    }
    Optional<Object> id = ReferredIds.of(type, element, session);
    id.ifPresent(ids::add);
    return id.isPresent();
  }

  private @Nullable EntityMappingType entities() {
    return persister.getAttributeMapping().getElementDescriptor()
            instanceof EntityCollectionPart elements
        ? elements.getAssociatedEntityMappingType()
        : null;
  }

  private @Nullable Collection<?> snapshot() {
    Serializable snapshot = storedSnapshot();
    if (snapshot instanceof Map<?, ?> map) {
      return map.values();
    }
    return snapshot instanceof Collection<?> elements ? elements : null;
  }

  private @Nullable Serializable storedSnapshot() {
    return collection == null ? null : collection.getStoredSnapshot();
  }
}
