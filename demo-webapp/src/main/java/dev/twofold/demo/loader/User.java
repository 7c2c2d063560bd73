package dev.twofold.demo.loader;

import java.time.Instant;

/** A member of the community. */
public record User(long id, String name, String about, Instant joined, long photoId) {}
