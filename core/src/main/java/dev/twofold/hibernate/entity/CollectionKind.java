package dev.twofold.hibernate.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.metamodel.CollectionClassification;
import org.jspecify.annotations.Nullable;

/** The kinds of collections that a mapping may have. */
enum CollectionKind {
  BAG,
  LIST,
  SET,
  SORTED_SET,
  MAP,
  SORTED_MAP;

  /** The kind of a mapping; null if copies cannot have it. */
  static @Nullable CollectionKind of(CollectionClassification classification) {
    return switch (classification) {
      case BAG, ID_BAG -> BAG;
      case LIST -> LIST;
      case SET, ORDERED_SET -> SET;
      case SORTED_SET -> SORTED_SET;
      case MAP, ORDERED_MAP -> MAP;
      case SORTED_MAP -> SORTED_MAP;
      default -> null;
    };
  }

  /** What an owner shows. */
  Object lazy(RoleContents contents) {
    return switch (this) {
      case BAG, LIST -> new LazyList<>(contents);
      case SET -> new LazySet<>(contents);
      case SORTED_SET -> new LazySortedSet<>(contents);
      case MAP -> new LazyMap<>(contents);
      case SORTED_MAP -> new LazySortedMap<>(contents);
    };
  }

  /** One element with its index, which only lists and maps have. */
  record Entry(@Nullable Object index, Object element) {}

  /** What is shown once it is read. */
  Object contents(List<Entry> entries, @Nullable Comparator<Object> order, int indexBase) {
    return switch (this) {
      case BAG -> elements(entries, new ArrayList<>());
      case SET -> elements(entries, new LinkedHashSet<>());
      case SORTED_SET -> elements(entries, new TreeSet<>(order));
      case LIST -> list(entries, indexBase);
      case MAP -> map(entries, new LinkedHashMap<>());
      case SORTED_MAP -> map(entries, new TreeMap<>(order));
    };
  }

  private static Object elements(List<Entry> entries, Collection<Object> into) {
    entries.forEach(entry -> into.add(entry.element()));
    return into;
  }

  /** A list has null where no row has the index, as in a Hibernate session. */
  private static Object list(List<Entry> entries, int indexBase) {
    List<@Nullable Object> list = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      int index = entry.index() instanceof Number number ? number.intValue() - indexBase : 0;
      while (list.size() <= index) {
        list.add(null);
      }
      list.set(index, entry.element());
    }
    return list;
  }

  private static Object map(List<Entry> entries, Map<Object, Object> into) {
    for (Entry entry : entries) {
      if (entry.index() != null) {
        into.put(entry.index(), entry.element());
      }
    }
    return into;
  }
}
