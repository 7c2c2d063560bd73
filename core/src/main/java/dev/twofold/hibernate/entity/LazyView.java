package dev.twofold.hibernate.entity;

import dev.twofold.tier.entity.LazyContents;
import org.hibernate.collection.spi.LazyInitializable;
import org.jspecify.annotations.Nullable;

/**
 * What an owner shows of a collection or a map: it is read when it is touched and cannot be
 * changed.
 *
 * @param <C> what the mapping makes of the rows
 */
abstract class LazyView<C> implements LazyInitializable, LazyContents, RoleContents.Holder {

  private final RoleContents contents;

  LazyView(RoleContents contents) {
    this.contents = contents;
  }

  /** The contents; reads them if they are not. */
  final C read() {
    return contents.read();
  }

  final UnsupportedOperationException refusal() {
    return contents.refusal();
  }

  @Override
  public final RoleContents roleContents() {
    return contents;
  }

  @Override
  public final boolean isRead() {
    return contents.isRead();
  }

  @Override
  public final boolean wasInitialized() {
    return contents.isRead();
  }

  @Override
  public final void forceInitialization() {
    read();
  }

  @Override
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
