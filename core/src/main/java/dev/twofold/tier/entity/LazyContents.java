package dev.twofold.tier.entity;

/** Implemented by the collections of copies of entities. */
public interface LazyContents {

  /** Whether the contents have been read. */
  boolean isRead();
}
