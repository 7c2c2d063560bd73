package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.LazyContents;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hibernate.collection.spi.LazyInitializable;
import org.jspecify.annotations.Nullable;

/** A collection that is read when it is touched and cannot be changed. */
abstract class LazyCollection<E>
    implements Collection<E>, LazyInitializable, LazyContents, RoleContents.Holder {

  private final RoleContents contents;

  LazyCollection(RoleContents contents) {
    this.contents = contents;
  }

  /** The elements; reads them if they are not. */
  Collection<E> read() {
    return contents.elements();
  }

  UnsupportedOperationException refusal() {
    return contents.refusal();
  }

  @Override
  public RoleContents roleContents() {
    return contents;
  }

  @Override
  public boolean isRead() {
    return contents.isRead();
  }

  @Override
  public boolean wasInitialized() {
    return contents.isRead();
  }

  @Override
  public void forceInitialization() {
    contents.elements();
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

  @Override
  @SuppressWarnings("UndefinedEquals") // that of the mapped kind, which is a list or a set
  public boolean equals(@Nullable Object other) {
    return other == this || read().equals(other);
  }

  @Override
  public int hashCode() {
    return read().hashCode();
  }

  @Override
  public String toString() {
    return read().toString();
  }
}
