package dev.twofold.checker.model;

/** The row of an item, as it is kept in Redis only. */
public record ItemFar(long id, long version, long writer, long codeVersion) implements Child {}
