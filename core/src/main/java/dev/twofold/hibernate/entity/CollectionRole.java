package dev.twofold.hibernate.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection attribute: what its rows become.
 *
 * @param name its name
 * @param kind what the attribute declares
 * @param load loads the rows
 * @param index how the index of a list or the key of a map is made; null: there is none
 * @param element how an element is made
 * @param order that of a sorted kind; null: the natural one
 * @param indexBase the index of the first element of a list
 */
record CollectionRole(
    AssociationName name,
    CollectionKind kind,
    CollectionStates load,
    @Nullable Item index,
    Item element,
    @Nullable Comparator<Object> order,
    int indexBase) {

  /** An element or an index. */
  sealed interface Item {

    /** What a row has; null if it has none, or leads to an entity that there is not any more. */
    @Nullable Object of(List<? extends @Nullable Object> row, CopySession session);
  }

  /** A value. */
  record Value(Part part) implements Item {

    @Override
    public @Nullable Object of(List<? extends @Nullable Object> row, CopySession session) {
      return part.value(row, session);
    }
  }

  /** An entity. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entity(EntityHierarchy hierarchy, EntityPersister target, int[] columns) implements Item {

    @Override
    public @Nullable Object of(List<? extends @Nullable Object> row, CopySession session) {
      Object key = Keys.of(row, columns);
      return key == null ? null : session.element(hierarchy, key, target.getMappedClass());
    }

    /** The keys that some rows lead to. */
    Set<Object> keys(List<?> rows) {
      Set<Object> keys = new LinkedHashSet<>();
      for (Object row : rows) {
        Object key = Keys.of((List<?>) row, columns);
        if (key != null) {
          keys.add(key);
        }
      }
      return keys;
    }
  }

  /** The name of the entity that it leads to; null: it leads to values. */
  @Nullable String target() {
    return element instanceof Entity entity ? entity.target().getImportedName() : null;
  }

  /** The entities that must be read before a collection can be filled. */
  List<Entity> references() {
    List<Entity> references = new ArrayList<>(2);
    if (element instanceof Entity entity) {
      references.add(entity);
    }
    if (index instanceof Entity entity) {
      references.add(entity);
    }
    return references;
  }

  /** What is shown of some rows. A row whose entity is gone is left out. */
  Object contents(List<?> rows, CopySession session) {
    List<CollectionKind.Entry> entries = new ArrayList<>(rows.size());
    for (Object each : rows) {
      List<?> row = (List<?>) each;
      Object made = element.of(row, session);
      if (made != null) {
        entries.add(new CollectionKind.Entry(index == null ? null : index.of(row, session), made));
      }
    }
    return kind.contents(entries, order, indexBase);
  }
}
