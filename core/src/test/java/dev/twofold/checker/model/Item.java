package dev.twofold.checker.model;

import org.jspecify.annotations.Nullable;

/** The row of an item. */
public record Item(
    long id, long version, long writer, long stamp, @Nullable String code, long codeVersion)
    implements Child {}
