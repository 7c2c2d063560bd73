package dev.twofold.checker.model;

/** A note of which the engine knows nothing but its tag. */
public record Note(long version, long writer) {}
