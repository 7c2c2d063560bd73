package dev.twofold.hibernate.entity;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A sorted set. */
@SuppressWarnings("JdkObsolete") // the kind that mappings have
final class LazySortedSet<E> extends LazyCollection<E> implements SortedSet<E> {

  LazySortedSet(RoleContents contents) {
    super(contents);
  }

  private SortedSet<E> set() {
    return Collections.unmodifiableSortedSet((SortedSet<E>) read());
  }

  @Override
  public @Nullable Comparator<? super E> comparator() {
    return set().comparator();
  }

  @Override
  public SortedSet<E> subSet(E from, E to) {
    return set().subSet(from, to);
  }

  @Override
  public SortedSet<E> headSet(E to) {
    return set().headSet(to);
  }

  @Override
  public SortedSet<E> tailSet(E from) {
    return set().tailSet(from);
  }

  @Override
  public E first() {
    return set().first();
  }

  @Override
  public E last() {
    return set().last();
  }
}
