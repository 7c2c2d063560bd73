package dev.twofold.demo.loader;

/** A user's vote for a story. */
public record Vote(long storyId, long userId) {}
