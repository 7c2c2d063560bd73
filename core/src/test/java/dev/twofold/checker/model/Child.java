package dev.twofold.checker.model;

/** The row of a {@link ChildEntity}. */
public interface Child {
  long id();

  long version();

  long writer();

  long codeVersion();
}
