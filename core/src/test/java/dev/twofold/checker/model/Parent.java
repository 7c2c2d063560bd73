package dev.twofold.checker.model;

/** The row of a {@link ParentEntity}. */
public interface Parent {
  long id();

  long version();

  long writer();
}
