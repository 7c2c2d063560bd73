package dev.twofold.demo.loader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A comment on a story. */
public record Comment(
    long id, @Nullable Long parentId, long authorId, Instant created, int score, String body) {}
