package dev.twofold.hibernate.entity;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list or bag. */
final class LazyList<E> extends LazyCollection<E> implements List<E> {

  LazyList(RoleContents contents) {
    super(contents);
  }

  private List<E> list() {
    return (List<E>) read();
  }

  @Override
  public E get(int index) {
    return list().get(index);
  }

  @Override
  public int indexOf(@Nullable Object element) {
    return list().indexOf(element);
  }

  @Override
  public int lastIndexOf(@Nullable Object element) {
    return list().lastIndexOf(element);
  }

  @Override
  public ListIterator<E> listIterator() {
    return Collections.unmodifiableList(list()).listIterator();
  }

  @Override
  public ListIterator<E> listIterator(int index) {
    return Collections.unmodifiableList(list()).listIterator(index);
  }

  @Override
  public List<E> subList(int from, int to) {
    return Collections.unmodifiableList(list()).subList(from, to);
  }

  @Override
  public E set(int index, E element) {
    throw refusal();
  }

  @Override
  public void add(int index, E element) {
    throw refusal();
  }

  @Override
  public boolean addAll(int index, Collection<? extends E> elements) {
    throw refusal();
  }

  @Override
  public E remove(int index) {
    throw refusal();
  }

  @Override
  public void replaceAll(UnaryOperator<E> operator) {
    throw refusal();
  }

  @Override
  public void sort(@Nullable Comparator<? super E> order) {
    throw refusal();
  }
}
