package dev.twofold.hibernate.entity;

import java.util.Set;

/** A set. */
final class LazySet<E> extends LazyCollection<E> implements Set<E> {

  LazySet(RoleContents contents) {
    super(contents);
  }
}
