package dev.twofold.demo.loader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link, or a text without one, that a user has submitted. */
public record Story(
    long id,
    long authorId,
    String title,
    @Nullable String url,
    @Nullable String domain,
    Instant created,
    int score) {}
