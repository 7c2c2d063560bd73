package dev.twofold.hibernate.entity;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A sorted map. */
@SuppressWarnings("JdkObsolete") // the kind that mappings have
final class LazySortedMap<K, V> extends LazyMap<K, V> implements SortedMap<K, V> {

  LazySortedMap(RoleContents contents) {
    super(contents);
  }

  private SortedMap<K, V> map() {
    return Collections.unmodifiableSortedMap((SortedMap<K, V>) read());
  }

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return map().comparator();
  }

  @Override
  public SortedMap<K, V> subMap(K from, K to) {
    return map().subMap(from, to);
  }

  @Override
  public SortedMap<K, V> headMap(K to) {
    return map().headMap(to);
  }

  @Override
  public SortedMap<K, V> tailMap(K from) {
    return map().tailMap(from);
  }

  @Override
  public K firstKey() {
    return map().firstKey();
  }

  @Override
  public K lastKey() {
    return map().lastKey();
  }
}
