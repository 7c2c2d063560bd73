package dev.twofold.hibernate.entity;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A collection that is read when it is touched and cannot be changed. */
abstract class LazyCollection<E> extends LazyView<Collection<E>> implements Collection<E> {

  LazyCollection(RoleContents contents) {
    super(contents);
  }

  @Override
  public int size() {
    return read().size();
  }

  @Override
  public boolean isEmpty() {
    return read().isEmpty();
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return read().contains(element);
  }

  @Override
  public boolean containsAll(Collection<?> elements) {
    return read().containsAll(elements);
  }

  @Override
  public Iterator<E> iterator() {
    return new ReadOnlyIterator<>(read().iterator(), this::refusal);
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    read().forEach(action);
  }

  @Override
  public Object[] toArray() {
    return read().toArray();
  }

  @Override
  @SuppressWarnings("NullAway") // the contract of toArray puts null behind the last element
  public <T> T[] toArray(T[] array) {
    return read().toArray(array);
  }

  @Override
  public boolean add(E element) {
    throw refusal();
  }

  @Override
  public boolean addAll(Collection<? extends E> elements) {
    throw refusal();
  }

  @Override
  public boolean remove(@Nullable Object element) {
    throw refusal();
  }

  @Override
  public boolean removeAll(Collection<?> elements) {
    throw refusal();
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    throw refusal();
  }

  @Override
  public boolean retainAll(Collection<?> elements) {
    throw refusal();
  }

  @Override
  public void clear() {
    throw refusal();
  }
}
