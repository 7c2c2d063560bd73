package dev.twofold.internal.read;

/** The outcome of a key that could not be answered. */
public record Failed(RuntimeException reason) {}
