package dev.twofold.checker.model;

import org.jspecify.annotations.Nullable;

/** The row of a coin. */
public record Coin(
    long id, long version, long writer, long stamp, @Nullable String code, long codeVersion)
    implements Child {}
