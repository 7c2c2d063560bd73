package dev.twofold.hibernate.entity;

import java.util.Iterator;
import java.util.function.Supplier;

/** An iterator that refuses to remove. */
final class ReadOnlyIterator<E> implements Iterator<E> {

  private final Iterator<? extends E> elements;
  private final Supplier<UnsupportedOperationException> refusal;

  ReadOnlyIterator(
      Iterator<? extends E> elements, Supplier<UnsupportedOperationException> refusal) {
    this.elements = elements;
    this.refusal = refusal;
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public E next() {
    return elements.next();
  }

  @Override
  public void remove() {
    throw refusal.get();
  }
}
