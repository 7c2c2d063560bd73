package dev.twofold.demo.loader;

/** A picture of a user. */
public record Photo(long id, String url) {}
