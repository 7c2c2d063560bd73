package dev.twofold.checker.model;

/** How many children a parent has, and which version that is. */
public record Summary(long count, long stamp) {}
