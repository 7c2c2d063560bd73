package dev.twofold.bench.model;

/** A row of photos. */
public record Photo(long id, String url) {}
